import { makeLink, readLink } from './links.ts';

// P13: the link of a signing table is made like a personal one, under a key of its own, and names a table.

/** How long a table's link is good for, in milliseconds: rehearsal and ceremony. */
const LINK_FOR = 3 * 24 * 60 * 60_000;
/** A sitting is over after so long, whatever the tablet does. */
export const SITTING_SECONDS = 45 * 60;

type TableLink = {
  readonly ceremonyId: string;
  readonly tableId: string;
  readonly serial: number;
  readonly expiresAt: Date;
};

export const linkExpiry = (now: Date): Date => new Date(now.getTime() + LINK_FOR);

/** The address that the tablet opens; `publicUrl` without a slash at its end. */
export const tableLink = (publicUrl: string, key: Uint8Array, { tableId, ...link }: TableLink): string =>
  `${publicUrl}/t/${makeLink({ key, personId: tableId, ...link })}`;

export const readTableLink = (key: Uint8Array, token: string): TableLink | 'invalid' => {
  const read = readLink(key, token);
  if (read === 'invalid') return read;
  const { personId: tableId, ...link } = read;
  return { tableId, ...link };
};

/** Under this name the tablet proves which table it is; no personal ticket's name begins so. */
export const tableCookieName = (ceremonyId: string): string => `teken-table.${ceremonyId}`;
