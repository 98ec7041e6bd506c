import type { RequestHandler, Response } from 'express';
import { identifier } from '#contract/ids';
import { MAX_SCAN_BYTES } from '#contract/constants';
import type { HttpPorts } from './ports.ts';
import { sendProblem } from './problems.ts';
import { discard, readUpload, type UploadLimits } from './upload.ts';
import { asViewer, type ViewerPlace } from './viewer.ts';

const MAX_DISCARD_BYTES = 64 * 1024 * 1024;
const limits: UploadLimits = { maxBytes: MAX_SCAN_BYTES, maxDiscardBytes: MAX_DISCARD_BYTES };

const isPdf = (start: Buffer): boolean => start.includes('%PDF-');
const isJpeg = (start: Buffer): boolean => start[0] === 0xff && start[1] === 0xd8 && start[2] === 0xff;
const scan = {
  mayBe: (start: Buffer) => isPdf(start) || isJpeg(start),
  otherwise: { code: 'not-a-scan', detail: 'The scan is neither a PDF nor a JPEG. Bring one of these.' },
} as const;

/** H14: the scan of an agreement that was signed on paper, from a legal officer. */
export const bringPaper = (ports: Pick<HttpPorts, 'bringPaper'>, place: ViewerPlace): RequestHandler =>
  asViewer(place, async (viewer, request, response) => {
    const agreementId = identifier.safeParse(request.params['agreementId']);
    if (!agreementId.success) return unknownAgreement(response);
    const outcome = await ports.bringPaper(viewer, agreementId.data, () => readUpload(request, limits, scan));
    if (outcome.ok) return void response.json({ sha256: outcome.sha256 });
    if (outcome.problem === null) return;
    discard(request, limits);
    return sendProblem(response, outcome.problem);
  });

/** H14: a proof or a scan, as it lies in the store. */
export const agreementPaper = (read: HttpPorts['proof'] | HttpPorts['paper'], place: ViewerPlace): RequestHandler =>
  asViewer(place, async (viewer, request, response) => {
    const agreementId = identifier.safeParse(request.params['agreementId']);
    if (!agreementId.success) return unknownAgreement(response);
    sendBytes(response, await read(viewer, agreementId.data));
  });

/** H14: what a witness is about to sign in a wave. */
export const preparedWave = (ports: Pick<HttpPorts, 'preparedWave'>, place: ViewerPlace): RequestHandler =>
  asViewer(place, async (viewer, request, response) => {
    const { wave } = request.params;
    if (typeof wave !== 'string' || !/^[1-9]\d?$/.test(wave)) {
      return sendProblem(response, { code: 'unknown-wave', detail: 'There is no such wave.' });
    }
    sendBytes(response, await ports.preparedWave(viewer, Number(wave)));
  });

const unknownAgreement = (response: Response): void =>
  sendProblem(response, { code: 'unknown-agreement', detail: 'There is no such agreement.' });

const sendBytes = (response: Response, outcome: Awaited<ReturnType<HttpPorts['paper']>>): void => {
  if (!outcome.ok) return sendProblem(response, outcome.problem);
  const { bytes, mediaType } = outcome;
  response.type(mediaType).send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
};
