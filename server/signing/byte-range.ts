import { BYTE_RANGE_PLACEHOLDER, CMS_RESERVE } from './empty-signature.ts';

export type ByteRange = readonly [0, number, number, number];

const CONTENTS = '/Contents <';

/** Fills in the byte range of an empty signature: everything but the hexadecimal string of Contents (S4). */
export function fillByteRange(base: number, unfilled: Buffer): { segment: Buffer; byteRange: ByteRange } {
  const at = unfilled.indexOf(BYTE_RANGE_PLACEHOLDER);
  const open = unfilled.indexOf(CONTENTS, at) + CONTENTS.length - 1;
  const close = open + 2 + CMS_RESERVE * 2;
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
  const empty = segment.toString('latin1', first - base, second - base);
  const fits = second + length === base + segment.length && empty === `<${'00'.repeat(CMS_RESERVE)}>`;
  return fits ? { at, byteRange: [0, first, second, length] } : null;
}
