import type { RequestHandler } from 'express';
import type { HttpPorts } from './ports.ts';
import { sendProblem } from './problems.ts';

/** H10: for whoever watches the machine; 503 while stopping, so that a balancer looks elsewhere. */
export const health =
  (ports: Pick<HttpPorts, 'health'>): RequestHandler =>
  (_request, response) => {
    const report = ports.health();
    response
      .status(report.status === 'ok' ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json(report);
  };

/** H12: what comes while the server is stopping is refused with a word; clients ask the next process. */
export const whileWorking =
  (ports: Pick<HttpPorts, 'health'>): RequestHandler =>
  (_request, response, next) => {
    if (ports.health().status === 'ok') return next();
    return sendProblem(response, { code: 'stopping', detail: 'The server is restarting. Ask again in a moment.' });
  };
