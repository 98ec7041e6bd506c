import { createHash } from 'node:crypto';
import { digestOf, readByteRange } from './byte-range.ts';
import { signedAttributes } from './signed-attributes.ts';

/**
 * SHA-256 of the signed attributes (S5) for this prepared revision and this certificate (DER): what a key outside the house is
 * given to sign, 32 bytes. Null when the segment was prepared for another document.
 */
export const remoteDigest = (
  document: Uint8Array,
  prepared: Uint8Array,
  certificate: Uint8Array,
): Uint8Array | null => {
  const segment = Buffer.from(prepared);
  const place = readByteRange(document.length, segment);
  if (!place) return null;
  const attributes = signedAttributes(digestOf(document, segment, place.byteRange), certificate);
  return createHash('sha256').update(attributes).digest();
};
