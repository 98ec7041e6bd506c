import { isIPv6 } from 'node:net';
import { identifier } from '#contract/ids';
import { personalCookies, readCookie } from './cookies.ts';
import { tableCookieName } from './table-links.ts';
import { readTicket, ticketFromCookies, type Ticket } from './tickets.ts';

// H61: whom a request is counted as. A hall stands behind one address: whoever can prove to be a person or a signing table is
// counted as that, so that a stranger among them uses up nobody else's share.

export type AskerKeys = { readonly ticketKey: Uint8Array; readonly tableKey: Uint8Array };

/** No browser carries more; what comes after is not looked at. */
const MOST_COOKIES = 8;

/** The good tickets of people that a Cookie header carries. */
export const personalTickets = async (
  ticketKey: Uint8Array,
  header: string | undefined,
  now: Date,
): Promise<readonly Ticket[]> => {
  const whom = personalCookies(header)
    .slice(0, MOST_COOKIES)
    .flatMap((name) => {
      const [, ceremonyId, personId, ...more] = name.split('.');
      return ceremonyId === undefined || personId === undefined || more.length > 0 ? [] : [{ ceremonyId, personId }];
    });
  const tickets = await Promise.all(whom.map((one) => ticketFromCookies(ticketKey, header, one, now)));
  return tickets.filter((ticket) => ticket !== null);
};

/** H64: by the link, too: whoever still has the ticket of one that was withdrawn uses up nothing of who has the new one. */
export const nameOfAsker = (kind: 'person' | 'table', { ceremonyId, personId, serial }: Ticket): string =>
  `${kind}/${ceremonyId}/${personId}/${serial}`;

/** The first person whose ticket a Cookie header carries, by name (H64); null when it carries none that is good. */
export const personAmong = async (
  { ticketKey }: Pick<AskerKeys, 'ticketKey'>,
  header: string | undefined,
  now: Date,
): Promise<string | null> => {
  const [first] = await personalTickets(ticketKey, header, now);
  return first === undefined ? null : nameOfAsker('person', first);
};

/** The table whose tablet asks, by name (H64); null when it is none. */
export const tableAmong = async (
  { tableKey }: Pick<AskerKeys, 'tableKey'>,
  header: string | undefined,
  ceremonyId: string,
  now: Date,
): Promise<string | null> => {
  if (!identifier.safeParse(ceremonyId).success) return null;
  const value = readCookie(header, tableCookieName(ceremonyId));
  const ticket = value === null ? 'invalid' : await readTicket(tableKey, value, now);
  return ticket === 'invalid' || ticket.ceremonyId !== ceremonyId ? null : nameOfAsker('table', ticket);
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
