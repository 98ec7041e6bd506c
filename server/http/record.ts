import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { instant } from '#contract/fields';
import { identifier } from '#contract/ids';
import type { RootReceipt } from '#contract/views/record';
import type { HttpPorts } from './ports.ts';
import { sendProblem } from './problems.ts';
import { sendPdf } from './send-pdf.ts';
import { asViewer } from './viewer.ts';
import type { ViewerPlace } from './viewer.ts';

const sendReceipt = (response: Response, receipt: RootReceipt): void =>
  void response.type('application/json').send(`${JSON.stringify(receipt, null, 2)}\n`);

/** H16: the fixed root, for anybody who wants to compare. */
export const publicRecord =
  (ports: Pick<HttpPorts, 'receipt'>): RequestHandler =>
  async (request, response) => {
    const ceremonyId = identifier.safeParse(request.params['ceremonyId']);
    if (!ceremonyId.success)
      return sendProblem(response, { code: 'unknown-address', detail: 'There is no such ceremony here.' });
    const outcome = await ports.receipt(ceremonyId.data);
    if (!outcome.ok) return sendProblem(response, outcome.problem);
    response.set('Cache-Control', 'no-cache');
    return sendReceipt(response, outcome.receipt);
  };

/** H16: the sealed minutes, for those who ran the ceremony. */
export const minutes = (ports: Pick<HttpPorts, 'minutes'>, place: ViewerPlace): RequestHandler =>
  asViewer(place, async (viewer, request, response) => {
    const outcome = await ports.minutes(viewer);
    if (!outcome.ok) return sendProblem(response, outcome.problem);
    sendPdf(request, response, outcome);
  });

/** H16: the same receipt as a file, to be handed to a custodian. */
export const receiptFile = (ports: Pick<HttpPorts, 'receipt'>, place: ViewerPlace): RequestHandler =>
  asViewer(place, async (viewer, _request, response) => {
    const outcome = await ports.receipt(viewer.ceremonyId);
    if (!outcome.ok) return sendProblem(response, outcome.problem);
    response.attachment(`${viewer.ceremonyId}-root.json`);
    return sendReceipt(response, outcome.receipt);
  });

const MOST_ENTRIES = 200;
const word = z.string().min(1).max(120).optional();
const time = instant.optional();
const auditQuery = z.strictObject({
  person: word,
  type: word,
  stream: word,
  from: time,
  to: time,
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(MOST_ENTRIES).default(MOST_ENTRIES),
});

/** H15: what happened, by whom and when, filtered and a page at a time. */
export const audit = (ports: Pick<HttpPorts, 'audit'>, place: ViewerPlace): RequestHandler =>
  asViewer(place, async (viewer, request: Request, response) => {
    const asked = auditQuery.safeParse(request.query);
    if (!asked.success) {
      const [first] = asked.error.issues;
      return sendProblem(response, { code: 'bad-command', detail: `${first?.path.join('.')}: ${first?.message}` });
    }
    const { after, limit, ...filter } = asked.data;
    const outcome = await ports.audit(viewer, { filter, after, limit });
    if (!outcome.ok) return sendProblem(response, outcome.problem);
    return void response.json(outcome.page);
  });
