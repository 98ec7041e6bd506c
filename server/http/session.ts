import type { RequestHandler } from 'express';
import type { HttpPorts } from './ports.ts';
import { sendProblem } from './problems.ts';
import { asViewer } from './viewer.ts';
import type { ViewerPlace } from './viewer.ts';

/** Who this browser is to the ceremony; what a page asks first after a reload. */
export const session = (ports: Pick<HttpPorts, 'session'>, place: ViewerPlace): RequestHandler =>
  asViewer(place, async (viewer, _request, response) => {
    const outcome = await ports.session(viewer);
    if (!outcome.ok) return sendProblem(response, outcome.problem);
    response.json(outcome.session);
  });
