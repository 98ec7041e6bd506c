import type { RequestHandler } from 'express';
import { sendProblem } from './problems.ts';

/**
 * H5: what changes something is asked by our own pages or by a program, never by another site's page. Browsers name
 * the page's origin with every POST; a program names none. SameSite=Strict cookies stand behind this.
 */
export const sameOriginOnly =
  (publicUrl: string): RequestHandler =>
  (request, response, next) => {
    const origin = request.get('origin');
    const site = request.get('sec-fetch-site');
    const host = request.get('host');
    const own = origin === publicUrl || (host !== undefined && URL.parse(origin ?? '')?.host === host);
    if (origin === undefined ? site === undefined || site === 'same-origin' : own) return next();
    return sendProblem(response, {
      code: 'not-allowed',
      detail: 'This may be asked by the pages of this server only.',
    });
  };
