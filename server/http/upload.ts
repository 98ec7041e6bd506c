import type { Request } from 'express';
import type { Problem } from '#contract/problems';

export type UploadLimits = {
  readonly maxBytes: number;
  /** How much of a refused upload is still taken in, and thrown away, so that its sender gets to read the refusal. */
  readonly maxDiscardBytes: number;
};

export type Uploaded =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly problem: Problem }
  /** The sender left. */
  | { readonly ok: false; readonly problem: null };

const tooLarge = (maxBytes: number): Problem => ({
  code: 'file-too-large',
  detail: `The file is larger than ${maxBytes / 1024 / 1024} MB.`,
});
const notPdf: Problem = { code: 'not-a-pdf', detail: 'The file is not a PDF.' };

/** ISO 32000-2 §7.5.2 puts the header first; readers have always accepted it within the first 1024 bytes. */
const HEADER_WITHIN = 1024;
const mayBePdf = (start: Buffer): boolean => start.subarray(0, HEADER_WITHIN).includes('%PDF-');

/** What may be sent, told by its first bytes, and what is said of anything else. */
export type UploadKind = { readonly mayBe: (start: Buffer) => boolean; readonly otherwise: Problem };

export const readPdfUpload = (request: Request, limits: UploadLimits): Promise<Uploaded> =>
  readUpload(request, limits, { mayBe: mayBePdf, otherwise: notPdf });

/**
 * H8: reads a file piece by piece and gives up at the first sign that it is too large or of another kind. What was read is let
 * go at once. The problem is known long before the upload ends: `discard` decides what becomes of the rest.
 */
export const readUpload = (
  request: Request,
  { maxBytes }: UploadLimits,
  { mayBe, otherwise }: UploadKind,
): Promise<Uploaded> => {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes)
    return Promise.resolve({ ok: false, problem: tooLarge(maxBytes) });
  const { promise, resolve } = Promise.withResolvers<Uploaded>();
  let pieces: Buffer[] = [];
  let size = 0;
  let looked = false;
  const finish = (outcome: Uploaded): void => {
    request.off('data', take).off('end', end).off('error', left).off('close', left);
    request.pause();
    pieces = [];
    resolve(outcome);
  };
  const look = (): boolean => {
    looked = true;
    return mayBe(Buffer.concat(pieces));
  };
  const take = (piece: Buffer): void => {
    size += piece.length;
    if (size > maxBytes) return finish({ ok: false, problem: tooLarge(maxBytes) });
    pieces.push(piece);
    if (!looked && size >= HEADER_WITHIN && !look()) finish({ ok: false, problem: otherwise });
  };
  const end = (): void => {
    if (!looked && !look()) return finish({ ok: false, problem: otherwise });
    finish({ ok: true, bytes: new Uint8Array(Buffer.concat(pieces)) });
  };
  const left = (): void => finish({ ok: false, problem: null });
  request.on('data', take).on('end', end).on('error', left).on('close', left);
  return promise;
};

/**
 * H8: takes in and throws away the rest of a refused upload. A connection that is closed while its sender still
 * writes is reset, and the answer is lost with it; only beyond `maxDiscardBytes` that is what happens.
 */
export const discard = (request: Request, { maxDiscardBytes }: UploadLimits): void => {
  let size = 0;
  request.on('error', () => undefined);
  request.on('data', (piece: Buffer) => {
    size += piece.length;
    if (size > maxDiscardBytes) request.destroy();
  });
  request.resume();
};
