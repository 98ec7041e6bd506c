import { createHash, verify, X509Certificate } from 'node:crypto';
import { refuse, type Refusal } from '#contract/refusal';
import { readByteRange } from './byte-range.ts';
import { cmsOf } from './cms.ts';
import { CMS_RESERVE } from './empty-signature.ts';
import { sha256Hex } from './revision-writer.ts';
import { signedAttributes } from './signed-attributes.ts';
import type { SignedPdf } from './stages.ts';

export type Completion = {
  /** The document's head now. */
  readonly document: Uint8Array;
  /** The segment that `prepareSignature` made. */
  readonly prepared: Uint8Array;
  /** DER of the signer's certificate. */
  readonly certificate: Uint8Array;
  /** DER of its issuers, without the root. */
  readonly chain: readonly Uint8Array[];
  /** r‖s over the DER of the signed attributes. */
  readonly signature: Uint8Array;
};

export type CompletionRefusal = Refusal<'base-moved' | 'signature-does-not-match' | 'cms-too-long'>;

/**
 * Puts the signature into its place (S6). What was signed is worked out here anew from the bytes: the caller's word counts
 * for nothing. Written into the prepared segment itself, not by way of the embedding library: that copies the whole
 * document four times for every signature, and a hundred people sign in the same seconds.
 */
export function completeSignature(completion: Completion): SignedPdf | CompletionRefusal {
  const { document, certificate, chain, signature } = completion;
  const segment = Buffer.from(completion.prepared);
  const place = readByteRange(document.length, segment);
  if (!place) return refuse('base-moved', 'The document is no longer the one that was prepared');
  const [, first, second] = place.byteRange;
  const [open, close] = [first - document.length, second - document.length];
  const digest = createHash('sha256')
    .update(document)
    .update(segment.subarray(0, open))
    .update(segment.subarray(close))
    .digest();
  const attributes = signedAttributes(digest, certificate);
  if (!isSignedBy(certificate, attributes, signature)) {
    return refuse('signature-does-not-match', 'The signature does not fit these bytes and this certificate');
  }
  const cms = cmsOf(attributes, signature, certificate, chain);
  if (cms.length > CMS_RESERVE) return refuse('cms-too-long', `The signature needs ${cms.length} bytes`);
  // Between `<` and `>`; what is left of the place stays zeros.
  segment.write(cms.toString('hex'), open + 1, 'latin1');
  return { stage: 'signed', segment, sha256: sha256Hex(document, segment) };
}

function isSignedBy(certificate: Uint8Array, attributes: Buffer, signature: Uint8Array): boolean {
  if (signature.length !== 64) return false;
  const key = new X509Certificate(certificate).publicKey;
  return verify('sha256', attributes, { key, dsaEncoding: 'ieee-p1363' }, signature);
}
