import { createHash } from 'node:crypto';
import { BYTE_RANGE_PLACEHOLDER } from './empty-signature.ts';

export type ByteRange = readonly [0, number, number, number];

const CONTENTS = '/Contents <';
const LEAST_RESERVE = 256;

/** Fills in the byte range of an empty signature: everything but the hexadecimal string of Contents (S4). */
export function fillByteRange(base: number, unfilled: Buffer): { segment: Buffer; byteRange: ByteRange } {
  const at = unfilled.indexOf(BYTE_RANGE_PLACEHOLDER);
  const open = unfilled.indexOf(CONTENTS, at) + CONTENTS.length - 1;
  const close = unfilled.indexOf('>', open) + 1;
  const byteRange = [0, base + open, base + close, unfilled.length - close] as const;
  const segment = Buffer.from(unfilled);
  segment.write(`/ByteRange [${byteRange.join(' ')}]`.padEnd(BYTE_RANGE_PLACEHOLDER.length), at, 'latin1');
  return { segment, byteRange };
}

/**
 * Finds a prepared segment's byte range again and checks that it fits `base` bytes before it. Null when it does not: the
 * document is not the one it was prepared for (S6).
 */
export function readByteRange(base: number, segment: Buffer): { at: number; byteRange: ByteRange } | null {
  const at = segment.indexOf('/ByteRange [');
  const field = segment.toString('latin1', at, at + BYTE_RANGE_PLACEHOLDER.length);
  const numbers = /^\/ByteRange \[0 (\d+) (\d+) (\d+)\] *$/.exec(field)?.slice(1).map(Number);
  if (at < 0 || !numbers) return null;
  const [first, second, length] = numbers as [number, number, number];
  if (first < base || second + length !== base + segment.length) return null;
  const empty = segment.toString('latin1', first - base, second - base);
  const fits = empty.length >= 2 + 2 * LEAST_RESERVE && empty.length % 2 === 0 && /^<0+>$/.test(empty);
  return fits ? { at, byteRange: [0, first, second, length] } : null;
}

/** How many bytes a signature may have here (S4). */
export const reserveOf = ([, first, second]: ByteRange): number => (second - first) / 2 - 1;

/** SHA-256 of what a signature in this place is about. */
export const digestOf = (document: Uint8Array, segment: Buffer, [, first, second]: ByteRange): Buffer =>
  createHash('sha256')
    .update(document)
    .update(segment.subarray(0, first - document.length))
    .update(segment.subarray(second - document.length))
    .digest();

/** Writes a signature (DER) into its place; what is left of the place stays zeros. Throws when it does not fit. */
export function fillContents(base: number, segment: Buffer, byteRange: ByteRange, cms: Buffer): void {
  const reserve = reserveOf(byteRange);
  if (cms.length > reserve) throw new Error(`A signature needs ${cms.length} bytes, and ${reserve} were kept for it`);
  segment.write(cms.toString('hex'), byteRange[1] - base + 1, 'latin1');
}
