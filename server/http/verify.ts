import type { Request, RequestHandler, Response } from 'express';
import { MAX_VERIFY_BYTES } from '#contract/constants';
import { senderOf } from './limits.ts';
import type { HttpPorts } from './ports.ts';
import { sendProblem } from './problems.ts';
import { discard, readPdfUpload } from './upload.ts';
import type { UploadLimits } from './upload.ts';

export const standardUpload: UploadLimits = { maxBytes: MAX_VERIFY_BYTES, maxDiscardBytes: 256 * 1024 * 1024 };

/** Together they may hold this many uploads in memory; who comes then tries again a little later. */
const MOST_AT_ONCE = 16;
/** One sender may have this many of them: who sends slowly on purpose must not keep everybody else out. */
const MOST_OF_ONE = 4;

const codeForm = /^[\w-]{16,64}$/;

/** H50: `?report=json` or `?report=pdf` gives the finding as a file; nothing for a page. */
type Wanted = 'view' | 'json' | 'pdf';

const wantedOf = ({ query }: Request): Wanted | null => {
  const { report } = query;
  if (report === undefined) return 'view';
  return report === 'json' || report === 'pdf' ? report : null;
};

/** Who is counted for drawing up a report; nobody for looking. */
export const reporterOf = (request: Request): string | null => (wantedOf(request) === 'pdf' ? senderOf(request) : null);

const noSuchReport = (response: Response): void =>
  sendProblem(response, { code: 'unknown-address', detail: 'A report is had as json or as pdf.' });

const answer = (response: Response, outcome: Awaited<ReturnType<HttpPorts['verifyCode']>>, wanted: Wanted): void => {
  if (!outcome.ok) {
    if (outcome.problem.code === 'too-fast') response.set('Retry-After', '5');
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

/** H8: anybody may have a file judged; it is not kept. */
export const verifyFile = (ports: Pick<HttpPorts, 'verifyFile'>, limits: UploadLimits): RequestHandler => {
  let atOnce = 0;
  const bySender = new Map<string, number>();
  return async (request, response) => {
    const wanted = wantedOf(request);
    if (wanted === null) {
      discard(request, limits);
      return noSuchReport(response);
    }
    const sender = senderOf(request);
    const own = bySender.get(sender) ?? 0;
    if (atOnce >= MOST_AT_ONCE || own >= MOST_OF_ONE) {
      discard(request, limits);
      response.set('Retry-After', '5');
      return sendProblem(response, { code: 'too-fast', detail: 'Many files are being verified; try again shortly.' });
    }
    atOnce++;
    bySender.set(sender, own + 1);
    try {
      const upload = await readPdfUpload(request, limits);
      if (upload.ok) return answer(response, await ports.verifyFile(upload.bytes, wanted === 'pdf'), wanted);
      if (!upload.problem) return;
      discard(request, limits);
      return sendProblem(response, upload.problem);
    } finally {
      atOnce--;
      const left = (bySender.get(sender) ?? 1) - 1;
      if (left > 0) bySender.set(sender, left);
      else bySender.delete(sender);
    }
  };
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
