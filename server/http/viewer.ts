import type { Request, RequestHandler, Response } from 'express';
import { identifier } from '#contract/ids';
import { ticketFromCookies } from '#identity/tickets';
import type { Ticket } from '#identity/tickets';
import type { Clock } from '#platform/clock';
import { sendProblem } from './problems.ts';

export type ViewerPlace = { readonly ticketKey: Uint8Array; readonly clock: Clock };
type Answer = (viewer: Ticket, request: Request, response: Response) => Promise<void>;

/** H4: for addresses under `/api/c/:ceremonyId/:personId`. Asked by that person, as their cookie proves, or refused. */
export const asViewer =
  ({ ticketKey, clock }: ViewerPlace, answer: Answer): RequestHandler =>
  async (request, response) => {
    response.set('Cache-Control', 'no-store');
    const ceremonyId = identifier.safeParse(request.params['ceremonyId']);
    const personId = identifier.safeParse(request.params['personId']);
    if (!ceremonyId.success || !personId.success)
      return sendProblem(response, { code: 'unknown-address', detail: 'There is nothing at this address.' });
    const whom = { ceremonyId: ceremonyId.data, personId: personId.data };
    const ticket = await ticketFromCookies(ticketKey, request.headers.cookie, whom, clock.now());
    if (!ticket)
      return sendProblem(response, { code: 'not-signed-in', detail: 'Open your personal link on this device first.' });
    return answer(ticket, request, response);
  };
