import type { RequestHandler } from 'express';
import type { HttpPorts } from './ports.ts';

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
