import { signedAttributes } from './attributes.ts';
import { checkPrepared, type Prepared, type Refused } from './check-prepared.ts';
import { sign } from './request.ts';

export type RevisionToSign = Prepared & {
  readonly key: CryptoKey;
  /** DER of this key's certificate. */
  readonly certificate: Uint8Array;
};

export type RevisionSignature = {
  /** r‖s, 64 bytes, over the signed attributes that were built here. */
  readonly signature: Uint8Array<ArrayBuffer>;
  /** SHA-256 of the byte range. */
  readonly digest: Uint8Array<ArrayBuffer>;
};

/** Checks what was prepared, and signs it only if it is what was shown. */
export async function signRevision(revision: RevisionToSign): Promise<RevisionSignature | Refused> {
  const checked = await checkPrepared(revision);
  if ('refused' in checked) return checked;
  const { digest } = checked;
  const message = await signedAttributes(digest, revision.certificate);
  return { signature: await sign(revision.key, message), digest };
}
