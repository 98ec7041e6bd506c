import { createHash } from 'node:crypto';
import { refuse, type Refusal } from '#contract/refusal';
import { fillContents, readByteRange, reserveOf } from './byte-range.ts';
import { cmsOf } from './cms.ts';
import { signatureAlgorithm } from './signature-algorithm.ts';
import { signedAttributes } from './signed-attributes.ts';
import type { OpenDocument } from './open-document.ts';
import type { SignedPdf } from './stages.ts';
import { isOver } from './time-stamp-reading.ts';

export type Completion = {
  /** The document's head now. */
  readonly document: Uint8Array | OpenDocument;
  /** The segment that `prepareSignature` made. */
  readonly prepared: Uint8Array;
  /** DER of the signer's certificate. */
  readonly certificate: Uint8Array;
  /** DER of its issuers, without the root. */
  readonly chain: readonly Uint8Array[];
  /** Over the DER of the signed attributes: r‖s of ECDSA, or PKCS#1 v1.5 of RSA, as the certificate's key is (S40). */
  readonly signature: Uint8Array;
  /** S42: DER of a time-stamp token over `signatureImprint(signature, certificate)`. */
  readonly token?: Uint8Array | null;
};

export type CompletionRefusal = Refusal<'base-moved' | 'signature-does-not-match' | 'cms-too-long'>;

/**
 * What a time-stamp token over this signature is about (S42): the SHA-256 of the signature value as CMS carries it, 32 bytes.
 * Known before the document is read, so that nobody waits for the token twice. Null when the signature cannot be one of this
 * certificate's key.
 */
export function signatureImprint(signature: Uint8Array, certificate: Uint8Array): Uint8Array | null {
  const value = signatureAlgorithm(certificate).encode(signature);
  return value ? createHash('sha256').update(value).digest() : null;
}

/**
 * Puts the signature into its place (S6). What was signed is worked out here anew from the bytes: the caller's word counts
 * for nothing. Written into the prepared segment itself, not by way of the embedding library: that copies the whole
 * document four times for every signature, and a hundred people sign in the same seconds.
 * Throws TypeError for a token that is about something else.
 */
export function completeSignature(completion: Completion): SignedPdf | CompletionRefusal {
  const { document, certificate, chain, signature, token } = completion;
  const isRead = !(document instanceof Uint8Array);
  const length = isRead ? document.file.bytes.length : document.length;
  const segment = Buffer.from(completion.prepared);
  const place = readByteRange(length, segment);
  if (!place) return refuse('base-moved', 'The document is no longer the one that was prepared');
  const [open, close] = [place.byteRange[1] - length, place.byteRange[2] - length];
  // The document is read once for what is signed and for the hash of all that there will be.
  const before = isRead ? document.hash.copy() : createHash('sha256').update(document);
  const hash = before.update(segment.subarray(0, open));
  const attributes = signedAttributes(hash.copy().update(segment.subarray(close)).digest(), certificate);
  const algorithm = signatureAlgorithm(certificate);
  const value = algorithm.encode(signature);
  if (!value || !algorithm.isSignedBy(attributes, signature)) {
    return refuse('signature-does-not-match', 'The signature does not fit these bytes and this certificate');
  }
  if (token) requireOver(token, value);
  const cms = cmsOf({
    attributes,
    algorithm: algorithm.identifier,
    value,
    certificate,
    certificates: [certificate, ...chain],
    token: token ?? null,
  });
  if (cms.length > reserveOf(place.byteRange)) return refuse('cms-too-long', `The signature needs ${cms.length} bytes`);
  fillContents(length, segment, place.byteRange, cms);
  return { stage: 'signed', segment, sha256: hash.update(segment.subarray(open)).digest('hex') };
}

function requireOver(token: Uint8Array, value: Buffer): void {
  const imprint = createHash('sha256').update(value).digest();
  if (!isOver(token, imprint)) throw new TypeError('The time-stamp token is about another signature');
}
