import { z } from 'zod';
import { PROTOCOL_VERSION } from '#contract/constants';
import { identifier } from '#contract/ids';
import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import type { Ceremonies } from '#flow/ceremonies';
import { currentPerson, viewerOf, type Viewer } from '#flow/viewer';
import { ticketEnd, ticketFromCookies } from '#identity/tickets';

const handshake = z.object({
  protocol: z.int(),
  ceremonyId: identifier,
  personId: identifier,
  tab: z.uuid(),
});

/** Who is connecting, and until when their ticket counts: the cookie's, for the person whom the handshake names. */
export const authenticate = async (
  house: { readonly ceremonies: Ceremonies; readonly ticketKey: Uint8Array },
  auth: unknown,
  cookies: string | undefined,
  now: Date,
): Promise<{ readonly viewer: Viewer; readonly tab: string; readonly until: Date } | Refusal> => {
  const asked = handshake.safeParse(auth);
  if (!asked.success) return refuse('bad-command', 'The connection does not say who asks.');
  if (asked.data.protocol !== PROTOCOL_VERSION) {
    return refuse('bad-command', 'This page is of another version. Load it again.');
  }
  const ticket = await ticketFromCookies(house.ticketKey, cookies, asked.data, now);
  if (ticket === null) return refuse('not-signed-in', 'Open your personal link.');
  const live = await house.ceremonies.load(ticket.ceremonyId);
  if (live === null) return refuse('not-signed-in', 'This ceremony is not here.');
  const viewer = viewerOf(ticket);
  const person = currentPerson(live, viewer);
  return isRefusal(person) ? person : { viewer, tab: asked.data.tab, until: ticketEnd(cookies, asked.data) };
};
