import type { Request, RequestHandler, Response } from 'express';
import { MAX_VERIFY_BYTES } from '#contract/constants';
import type { Askers, KeyOf } from './limits.ts';
import type { HttpPorts } from './ports.ts';
import { sendProblem } from './problems.ts';
import { announced, discard, readPdfUpload, type UploadLimits } from './upload.ts';
import type { UploadRoom } from './upload-room.ts';

export const standardUpload: UploadLimits = { maxBytes: MAX_VERIFY_BYTES, maxDiscardBytes: 256 * 1024 * 1024 };

const codeForm = /^[\w-]{16,64}$/;

/** H50: `?report=json` or `?report=pdf` gives the finding as a file; nothing for a page. */
type Wanted = 'view' | 'json' | 'pdf';

const wantedOf = ({ query }: Request): Wanted | null => {
  const { report } = query;
  if (report === undefined) return 'view';
  return report === 'json' || report === 'pdf' ? report : null;
};

/** Who is counted for drawing up a report; nobody for looking. */
export const reporterOf =
  (whoever: Askers['whoever']): KeyOf =>
  (request) =>
    wantedOf(request) === 'pdf' ? whoever(request) : null;

const noSuchReport = (response: Response): void =>
  sendProblem(response, { code: 'unknown-address', detail: 'A report is had as json or as pdf.' });

const answer = (response: Response, outcome: Awaited<ReturnType<HttpPorts['verifyCode']>>, wanted: Wanted): void => {
  if (!outcome.ok) {
    if (outcome.problem.code === 'busy') response.set('Retry-After', '5');
    return sendProblem(response, outcome.problem);
  }
  const { view, pdf } = outcome;
  response.set('Cache-Control', 'no-store');
  if (wanted === 'view') return void response.json(view);
  response.attachment(`pemeriksaan-${view.document.sha256.slice(0, 16)}.${wanted}`);
  if (wanted === 'json') return void response.type('json').send(`${JSON.stringify(view, null, 2)}\n`);
  if (pdf === undefined) throw new Error('A report was asked for and not drawn up.');
  response.type('application/pdf').send(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength));
};

/** H8: anybody may have a file judged; it is not kept. H58: `room` bounds what all of them hold at once. */
export const verifyFile =
  (
    ports: Pick<HttpPorts, 'verifyFile'>,
    limits: UploadLimits,
    room: UploadRoom,
    whoever: Askers['whoever'],
  ): RequestHandler =>
  async (request, response) => {
    const wanted = wantedOf(request);
    if (wanted === null) {
      discard(request, limits);
      return noSuchReport(response);
    }
    const left = new AbortController();
    request.once('close', () => left.abort());
    // H65: gone while they were counted.
    if (request.destroyed) left.abort();
    const release = await room.take(await whoever(request), announced(request, limits), left.signal);
    if (release === null) {
      if (left.signal.aborted) return;
      discard(request, limits);
      response.set('Retry-After', '5');
      return sendProblem(response, { code: 'busy', detail: 'Many files are being verified; try again shortly.' });
    }
    try {
      const upload = await readPdfUpload(request, limits);
      if (upload.ok) return answer(response, await ports.verifyFile(upload.bytes, wanted === 'pdf'), wanted);
      if (!upload.problem) return;
      discard(request, limits);
      return sendProblem(response, upload.problem);
    } finally {
      release();
    }
  };

/** H8: the address in a document's QR code tells of its signatures and hash; it does not open the document. */
export const verifyCode =
  (ports: Pick<HttpPorts, 'verifyCode'>): RequestHandler =>
  async (request, response) => {
    const { code } = request.params;
    const wanted = wantedOf(request);
    if (wanted === null) return noSuchReport(response);
    if (typeof code !== 'string' || !codeForm.test(code))
      return sendProblem(response, { code: 'unknown-document', detail: 'No document has this code.' });
    return answer(response, await ports.verifyCode(code, wanted === 'pdf'), wanted);
  };
