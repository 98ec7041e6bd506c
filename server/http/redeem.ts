import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { DEVICE_COOKIE, cookieHeader, readCookie, ticketCookieName } from '#identity/cookies';
import { TICKET_SECONDS } from '#identity/tickets';
import { randomId } from '#platform/random';
import type { HttpPorts } from './ports.ts';
import { sendProblem } from './problems.ts';

const asked = z.strictObject({ token: z.string().min(1).max(300), takeover: z.boolean().default(false) });

const deviceForm = /^[\w-]{22}$/;
const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** What is counted per token; null for a body that will be refused anyway. */
export const tokenIn = (body: unknown): string | null => {
  const read = asked.safeParse(body);
  return read.success ? read.data.token : null;
};

/** The device that a request brings along, or a new one. */
export const deviceIn = (request: Request): string => {
  const brought = readCookie(request.headers.cookie, DEVICE_COOKIE);
  return brought !== null && deviceForm.test(brought) ? brought : randomId(16);
};

/** H4: a personal link is redeemed by POST only, since mail scanners follow links. Sets ticket and device. */
export const redeem =
  (ports: Pick<HttpPorts, 'redeem'>, secure: boolean): RequestHandler =>
  async (request, response) => {
    const read = asked.safeParse(request.body);
    if (!read.success)
      return sendProblem(response, { code: 'bad-command', detail: 'Expected JSON: { token, takeover? }.' });
    const deviceId = deviceIn(request);
    const outcome = await ports.redeem({ ...read.data, deviceId });
    // The device is remembered even when refused: the second try must come from the same one.
    response.append('Set-Cookie', cookieHeader(DEVICE_COOKIE, deviceId, { secure, maxAgeSeconds: YEAR_SECONDS }));
    if (!outcome.ok) return sendProblem(response, outcome.problem);
    const { session, ticket } = outcome;
    const name = ticketCookieName({ ceremonyId: session.ceremonyId, personId: session.person.personId });
    response.append('Set-Cookie', cookieHeader(name, ticket, { secure, maxAgeSeconds: TICKET_SECONDS }));
    response.set('Cache-Control', 'no-store').json(session);
  };
