import type { Request, RequestHandler, Response } from 'express';
import { identifier } from '#contract/ids';
import { createCopies } from '#documents/copies';
import type { HttpPorts } from './ports.ts';
import { sendProblem } from './problems.ts';
import { sendPdf } from './send-pdf.ts';
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
    sendPdf(request, response, outcome);
  });

/** H7, H57: the document as a copy for folders, marked as one on every page; whoever may read the document may have it. */
export const agreementCopy = (ports: Pick<HttpPorts, 'document'>, place: ViewerPlace): RequestHandler => {
  const copyOf = createCopies();
  return asViewer(place, async (viewer, request, response) => {
    const agreementId = agreementIn(request, response);
    if (agreementId === null) return;
    const outcome = await ports.document(viewer, agreementId);
    if (!outcome.ok) return sendProblem(response, outcome.problem);
    const sha256 = `${outcome.sha256}-copy`;
    const isKnown = request.get('if-none-match') === `"${sha256}"`;
    const bytes = isKnown ? new Uint8Array() : await copyOf(outcome.sha256, outcome.bytes);
    if (bytes === null) {
      response.set('Retry-After', '5');
      return sendProblem(response, { code: 'too-fast', detail: 'Many copies are being made; try again shortly.' });
    }
    sendPdf(request, response, { bytes, sha256, fileName: `SALINAN-${outcome.fileName}` });
  });
};

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
