// One cookie a person, so that several people can be open in one browser; one for the device (P4). Ids and values
// hold letters, digits, `-`, `_` and `.` only: nothing to encode, nothing that could end a cookie early.

export const DEVICE_COOKIE = 'teken-device';

export const ticketCookieName = (whom: { readonly ceremonyId: string; readonly personId: string }): string =>
  `teken.${whom.ceremonyId}.${whom.personId}`;

/** The first cookie of that name, or null. A header beyond Node's own limit of 16 kB never arrives here. */
export const readCookie = (header: string | undefined, name: string): string | null => {
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
};

/** Names of the personal tickets that a Cookie header carries. */
export const personalCookies = (header: string | undefined): readonly string[] =>
  (header?.split(';') ?? [])
    .map((pair) => pair.split('=')[0]?.trim() ?? '')
    .filter((name) => name.startsWith('teken.'));

/** A Set-Cookie value that ends a cookie at once. */
export const endingCookie = (name: string, { secure }: { readonly secure: boolean }): string =>
  cookieHeader(name, 'ended', { secure, maxAgeSeconds: 0 });

const safeText = /^[\w.-]+$/;

/** A Set-Cookie value: never readable by scripts, never sent from another site, over https only where we speak it. */
export const cookieHeader = (
  name: string,
  value: string,
  how: { readonly secure: boolean; readonly maxAgeSeconds: number },
): string => {
  if (!safeText.test(name) || !safeText.test(value)) throw new Error('a cookie holds characters that need encoding');
  const lasting = `Max-Age=${how.maxAgeSeconds}; Path=/; HttpOnly; SameSite=Strict`;
  return `${name}=${value}; ${lasting}${how.secure ? '; Secure' : ''}`;
};
