import type { Request } from 'express';
import type { Problem } from '#contract/problems';

export type UploadLimits = {
  readonly maxBytes: number;
  /** How much of a refused upload is still taken in, and thrown away, so that its sender gets to read the refusal. */
  readonly maxDiscardBytes: number;
  /** Milliseconds; ten seconds unless told. */
  readonly slowAfterMs?: number;
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

/** How many bytes an upload can bring at most: what it announces, if that is allowed. */
export const announced = (request: Request, { maxBytes }: UploadLimits): number => {
  const length = Number(request.headers['content-length'] ?? Number.NaN);
  return length >= 0 && length < maxBytes ? length : maxBytes;
};

/** H59: who sends for longer than this, in milliseconds, … */
const SLOW_AFTER = 10_000;
/** … must be there after so many such whiles, or bring as much in each as the largest file would have to. */
const WHILES = 30;
const SLOW_BYTES = 128 * 1024;
const tooSlow: Problem = { code: 'too-slow', detail: 'The file came too slowly and was given up.' };

/**
 * H8: reads a file piece by piece and gives up at the first sign that it is too large or of another kind. What was read is let
 * go at once. The problem is known long before the upload ends: `discard` decides what becomes of the rest. H58: it is written
 * straight into its place; the bytes are a view of a buffer of their own, which may be longer.
 */
export const readUpload = (request: Request, limits: UploadLimits, kind: UploadKind): Promise<Uploaded> => {
  const { maxBytes, slowAfterMs = SLOW_AFTER } = limits;
  const { mayBe, otherwise } = kind;
  if (Number(request.headers['content-length'] ?? 0) > maxBytes)
    return Promise.resolve({ ok: false, problem: tooLarge(maxBytes) });
  const { promise, resolve } = Promise.withResolvers<Uploaded>();
  // The system gives the memory page by page as it is written: what is announced and never sent costs none.
  const expected = announced(request, limits);
  let place: Uint8Array | null = new Uint8Array(expected);
  // An agreement is small, and a telephone in a village slow.
  const least = Math.min(SLOW_BYTES, Math.ceil(expected / WHILES));
  let size = 0;
  let counted = 0;
  let looked = false;
  const finish = (outcome: Uploaded): void => {
    request.off('data', take).off('end', end).off('error', left).off('close', left);
    clearInterval(pace);
    request.pause();
    place = null;
    resolve(outcome);
  };
  const look = (): boolean => {
    looked = true;
    return place !== null && mayBe(Buffer.from(place.buffer, 0, Math.min(size, HEADER_WITHIN)));
  };
  const take = (piece: Buffer): void => {
    if (place === null) return;
    if (size + piece.length > place.length) return finish({ ok: false, problem: tooLarge(maxBytes) });
    place.set(piece, size);
    size += piece.length;
    if (!looked && size >= HEADER_WITHIN && !look()) finish({ ok: false, problem: otherwise });
  };
  const end = (): void => {
    if (!looked && !look()) return finish({ ok: false, problem: otherwise });
    if (place !== null) finish({ ok: true, bytes: place.subarray(0, size) });
  };
  const left = (): void => finish({ ok: false, problem: null });
  const pace = setInterval(() => {
    if (size - counted < least) return finish({ ok: false, problem: tooSlow });
    counted = size;
  }, slowAfterMs);
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
