import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { SEAT_ENDS } from '#contract/constants';
import { identifier } from '#contract/ids';
import {
  DEVICE_COOKIE,
  cookieHeader,
  endingCookie,
  personalCookies,
  readCookie,
  ticketCookieName,
} from '#identity/cookies';
import { SITTING_SECONDS, tableCookieName } from '#identity/table-links';
import { personalTickets } from '#identity/asker';
import { readTicket, type Ticket } from '#identity/tickets';
import type { HttpPorts } from './ports.ts';
import { sendProblem } from './problems.ts';
import type { ViewerPlace } from './viewer.ts';
import { deviceIn } from './redeem.ts';

const joining = z.strictObject({ token: z.string().min(1).max(300) });
const sitting = z.strictObject({ code: z.string().regex(/^\d{8}$/) });
const leaving = z.strictObject({ reason: z.enum(SEAT_ENDS) });

const DAY_SECONDS = 24 * 60 * 60;
const YEAR_SECONDS = 365 * DAY_SECONDS;

type Tables = Pick<HttpPorts, 'tables'>;
type Place = ViewerPlace & { readonly tableKey: Uint8Array; readonly secure: boolean };

/** H55: what other people were in this browser before, nobody is who sits at the table. */
const endPersonalTickets = (request: Request, response: Response, secure: boolean): void => {
  for (const name of personalCookies(request.headers.cookie)) {
    response.append('Set-Cookie', endingCookie(name, { secure }));
  }
};

/** H35: the link of a table is opened by POST only, and makes this device the table. */
export const joinTable =
  ({ tables }: Tables, secure: boolean): RequestHandler =>
  async (request, response) => {
    const read = joining.safeParse(request.body);
    if (!read.success) return sendProblem(response, { code: 'bad-command', detail: 'Expected JSON: { token }.' });
    const deviceId = deviceIn(request);
    const outcome = await tables.join(read.data.token, deviceId);
    response.append('Set-Cookie', cookieHeader(DEVICE_COOKIE, deviceId, { secure, maxAgeSeconds: YEAR_SECONDS }));
    if (!outcome.ok) return sendProblem(response, outcome.problem);
    endPersonalTickets(request, response, secure);
    const lasting = { secure, maxAgeSeconds: 3 * DAY_SECONDS };
    response.append('Set-Cookie', cookieHeader(tableCookieName(outcome.ceremonyId), outcome.ticket, lasting));
    response.set('Cache-Control', 'no-store').json({ ceremonyId: outcome.ceremonyId });
  };

type Answer = (ticket: Ticket, request: Request, response: Response) => Promise<void>;

/** H35: for addresses under `/api/table/:ceremonyId`. Asked by a table, as its cookie proves, or refused. */
const asTable =
  ({ tableKey, clock }: Place, answer: Answer): RequestHandler =>
  async (request, response) => {
    response.set('Cache-Control', 'no-store');
    const ceremonyId = identifier.safeParse(request.params['ceremonyId']);
    const value = ceremonyId.success ? readCookie(request.headers.cookie, tableCookieName(ceremonyId.data)) : null;
    const ticket = value === null ? 'invalid' : await readTicket(tableKey, value, clock.now());
    if (ticket === 'invalid' || ticket.ceremonyId !== ceremonyId.data) {
      return sendProblem(response, { code: 'not-signed-in', detail: 'Open the link of the signing table first.' });
    }
    return answer(ticket, request, response);
  };

export const lookAtTable = ({ tables }: Tables, place: Place): RequestHandler =>
  asTable(place, async (ticket, _request, response) => {
    const outcome = await tables.look(ticket);
    if (!outcome.ok) return sendProblem(response, outcome.problem);
    response.json(outcome.view);
  });

/** H36: whoever is called sits down with their code; their ticket lasts for the sitting. */
export const sitDown = ({ tables }: Tables, place: Place): RequestHandler =>
  asTable(place, async (ticket, request, response) => {
    const read = sitting.safeParse(request.body);
    if (!read.success)
      return sendProblem(response, { code: 'code-wrong', detail: 'Expected JSON: { code }, eight digits.' });
    const outcome = await tables.sit(ticket, read.data.code);
    if (!outcome.ok) return sendProblem(response, outcome.problem);
    endPersonalTickets(request, response, place.secure);
    const { session } = outcome.view;
    const name = ticketCookieName({ ceremonyId: session.ceremonyId, personId: session.person.personId });
    const lasting = { secure: place.secure, maxAgeSeconds: SITTING_SECONDS };
    response.append('Set-Cookie', cookieHeader(name, outcome.ticket, lasting));
    response.json(outcome.view);
  });

/** H37: with the sitting every personal ticket in this browser ends, and what it kept for this site is cleared. */
export const leaveTable = ({ tables }: Tables, place: Place): RequestHandler =>
  asTable(place, async (ticket, request, response) => {
    const read = leaving.safeParse(request.body);
    if (!read.success) return sendProblem(response, { code: 'bad-command', detail: 'Expected JSON: { reason }.' });
    const sittings = await personalTickets(place.ticketKey, request.headers.cookie, place.clock.now());
    const outcome = await tables.leave(ticket, read.data.reason, sittings);
    endPersonalTickets(request, response, place.secure);
    // Also for a tablet that is no table any more: somebody may have sat there when it was closed.
    response.set('Clear-Site-Data', '"cache", "storage"');
    if (!outcome.ok) return sendProblem(response, outcome.problem);
    response.status(204).end();
  });
