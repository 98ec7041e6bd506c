import { createHash } from 'node:crypto';

/** SHA-256 of what the prepared signature covers: all of the document but the place of the signature itself. */
export const rangeDigest = (document: Uint8Array, segment: Uint8Array): Uint8Array => {
  const found = /\/ByteRange ?\[0 (\d+) (\d+) (\d+)/.exec(Buffer.from(segment).toString('latin1'));
  const [first, second, length] = (found ?? []).slice(1).map((digits) => Number(digits) - document.length);
  if (first === undefined || second === undefined || length === undefined)
    throw new Error('What was prepared names no byte range.');
  return createHash('sha256')
    .update(document)
    .update(segment.subarray(0, first))
    .update(segment.subarray(second))
    .digest();
};
