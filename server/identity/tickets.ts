import { SignJWT, decodeJwt, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { identifier } from '#contract/ids';
import { readCookie, ticketCookieName } from './cookies.ts';

/** Who a request comes from, as proved by a cookie: the person, on the device that redeemed the link (P3). */
export type Ticket = {
  readonly ceremonyId: string;
  readonly personId: string;
  readonly deviceId: string;
  /** Serial of the link that was redeemed: a reissued or revoked link takes its tickets with it. */
  readonly serial: number;
};

/** Long enough for rehearsal, ceremony and the days of taking documents home. */
export const TICKET_SECONDS = 7 * 24 * 60 * 60;

const claims = z.object({
  ceremonyId: identifier,
  personId: identifier,
  deviceId: z.string().min(1).max(64),
  serial: z.int().min(1),
});

const seconds = (time: Date): number => Math.floor(time.getTime() / 1000);

export const makeTicket = (
  key: Uint8Array,
  { ceremonyId, personId, deviceId, serial }: Ticket,
  now: Date,
  lasting = TICKET_SECONDS,
) =>
  new SignJWT({ ceremonyId, personId, deviceId, serial })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuedAt(seconds(now))
    .setExpirationTime(seconds(now) + lasting)
    .sign(key);

type Found = { readonly ticket: Ticket; readonly end: Date };

/** A browser sends the same ticket with everything it asks for: it is checked once, and its end whenever it comes. */
const found = new WeakMap<Uint8Array, Map<string, Found>>();
const MOST_FOUND = 5_000;

/** P3: signed by us, with the one algorithm that we use, and not yet expired at `now`. */
export const readTicket = async (key: Uint8Array, ticket: string, now: Date): Promise<Ticket | 'invalid'> => {
  const good = found.get(key) ?? new Map<string, Found>();
  found.set(key, good);
  const known = good.get(ticket) ?? (await checkTicket(key, ticket, now));
  if (known === 'invalid' || known.end <= now) {
    good.delete(ticket);
    return 'invalid';
  }
  if (good.size >= MOST_FOUND) good.clear();
  good.set(ticket, known);
  return known.ticket;
};

/** The library reads past blanks and spare bits: whoever has one ticket would else have any number of it remembered. */
const isSpelledAsMade = (ticket: string): boolean =>
  ticket.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);

const checkTicket = async (key: Uint8Array, ticket: string, now: Date): Promise<Found | 'invalid'> => {
  if (!isSpelledAsMade(ticket)) return 'invalid';
  try {
    const { payload } = await jwtVerify(ticket, key, {
      algorithms: ['HS256'],
      currentDate: now,
      requiredClaims: ['exp'],
    });
    const read = claims.safeParse(payload);
    return read.success ? { ticket: read.data, end: new Date((payload.exp ?? 0) * 1000) } : 'invalid';
  } catch (error) {
    if (error instanceof errors.JOSEError) return 'invalid';
    throw error;
  }
};

/**
 * P4: the ticket that a request's Cookie header carries for this very person, or null. The name of a cookie proves
 * nothing: the ticket inside must speak of the same person.
 */
export const ticketFromCookies = async (
  key: Uint8Array,
  header: string | undefined,
  whom: { readonly ceremonyId: string; readonly personId: string },
  now: Date,
): Promise<Ticket | null> => {
  const value = readCookie(header, ticketCookieName(whom));
  if (value === null) return null;
  const ticket = await readTicket(key, value, now);
  if (ticket === 'invalid') return null;
  return ticket.ceremonyId === whom.ceremonyId && ticket.personId === whom.personId ? ticket : null;
};

/** Until when a ticket counts that was found good, as `ticketFromCookies` reads it from the same header. */
export const ticketEnd = (
  header: string | undefined,
  whom: { readonly ceremonyId: string; readonly personId: string },
): Date => new Date((decodeJwt(readCookie(header, ticketCookieName(whom)) ?? '').exp ?? 0) * 1000);
