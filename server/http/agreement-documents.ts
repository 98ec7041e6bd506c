import type { Request, RequestHandler, Response } from 'express';
import { identifier } from '#contract/ids';
import type { HttpPorts } from './ports.ts';
import { sendProblem } from './problems.ts';
import { asViewer } from './viewer.ts';
import type { ViewerPlace } from './viewer.ts';

const agreementIn = (request: Request, response: Response): string | null => {
  const read = identifier.safeParse(request.params['agreementId']);
  if (read.success) return read.data;
  sendProblem(response, { code: 'unknown-agreement', detail: 'There is no such agreement.' });
  return null;
};

/** H7: the document as it stands; its hash is its ETag, so that a browser fetches again only what has grown. */
export const agreementDocument = (ports: Pick<HttpPorts, 'document'>, place: ViewerPlace): RequestHandler =>
  asViewer(place, async (viewer, request, response) => {
    const agreementId = agreementIn(request, response);
    if (agreementId === null) return;
    const outcome = await ports.document(viewer, agreementId);
    if (!outcome.ok) return sendProblem(response, outcome.problem);
    const { bytes, sha256, fileName } = outcome;
    const etag = `"${sha256}"`;
    // Also for a fetch that names the hash itself: browsers then ask past every cache, which is no reason to send again.
    response.set({ 'Cache-Control': 'private, no-cache', ETag: etag });
    if (request.get('if-none-match') === etag) return void response.status(304).end();
    if (request.query['download'] === '1') response.attachment(fileName);
    response.type('application/pdf').send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  });

/** H7: the bytes that this person's signature would add; meaningful to them and for a moment only. */
export const preparedRevision = (ports: Pick<HttpPorts, 'prepared'>, place: ViewerPlace): RequestHandler =>
  asViewer(place, async (viewer, request, response) => {
    const agreementId = agreementIn(request, response);
    if (agreementId === null) return;
    const outcome = await ports.prepared(viewer, agreementId);
    if (!outcome.ok) return sendProblem(response, outcome.problem);
    const { bytes } = outcome;
    response.type('application/octet-stream').send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  });
