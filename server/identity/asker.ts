import { isIPv6 } from 'node:net';
import { identifier } from '#contract/ids';
import { personalCookies, readCookie } from './cookies.ts';
import { tableCookieName } from './table-links.ts';
import { readTicket, ticketFromCookies } from './tickets.ts';

// H61: whom a request is counted as. A hall stands behind one address: whoever can prove to be a person or a signing table is
// counted as that, so that a stranger among them uses up nobody else's share.

export type AskerKeys = { readonly ticketKey: Uint8Array; readonly tableKey: Uint8Array };

/** No browser carries more; what comes after is not looked at. */
const MOST_COOKIES = 8;

/** The first person whose ticket a Cookie header carries, as `person/ceremony/id`; null when it carries none that is good. */
export const personAmong = async (
  { ticketKey }: Pick<AskerKeys, 'ticketKey'>,
  header: string | undefined,
  now: Date,
): Promise<string | null> => {
  for (const name of personalCookies(header).slice(0, MOST_COOKIES)) {
    const [, ceremonyId, personId, ...more] = name.split('.');
    if (ceremonyId === undefined || personId === undefined || more.length > 0) continue;
    const ticket = await ticketFromCookies(ticketKey, header, { ceremonyId, personId }, now);
    if (ticket !== null) return `person/${ceremonyId}/${personId}`;
  }
  return null;
};

/** The table whose tablet asks, as `table/ceremony/id`; null when it is none. */
export const tableAmong = async (
  { tableKey }: Pick<AskerKeys, 'tableKey'>,
  header: string | undefined,
  ceremonyId: string,
  now: Date,
): Promise<string | null> => {
  if (!identifier.safeParse(ceremonyId).success) return null;
  const value = readCookie(header, tableCookieName(ceremonyId));
  const ticket = value === null ? 'invalid' : await readTicket(tableKey, value, now);
  return ticket === 'invalid' || ticket.ceremonyId !== ceremonyId ? null : `table/${ceremonyId}/${ticket.personId}`;
};

/** A sender's address; an IPv6 customer owns a whole /64, so that counts as one. */
export const senderAt = (given: string): string => {
  const address = given.replace(/^::ffff:/, '');
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':');
  const known = tail === undefined ? groups : [...groups, ...Array<string>(8).fill('0')];
  return known.slice(0, 4).join(':');
};
