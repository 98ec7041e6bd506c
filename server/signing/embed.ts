import type { Signer } from '@signpdf/utils';
import { fillByteRange, fillContents } from './byte-range.ts';

/**
 * Has the one empty signature of `unfilled`, which follows `document`, filled by a signer as @signpdf knows them: it is given
 * the bytes that are signed and gives their CMS (DER). Gives the segment; written into it directly, for the library's own
 * embedding copies the document four times. Throws whatever the signer throws, and when the CMS does not fit.
 */
export async function embedSignature(document: Buffer, unfilled: Buffer, signer: Signer): Promise<Buffer> {
  const base = document.length;
  const { segment, byteRange } = fillByteRange(base, unfilled);
  const [open, close] = [byteRange[1] - base, byteRange[2] - base];
  const cms = await signer.sign(Buffer.concat([document, segment.subarray(0, open), segment.subarray(close)]));
  fillContents(base, segment, byteRange, cms);
  return segment;
}
