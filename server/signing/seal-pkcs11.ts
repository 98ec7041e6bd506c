import { X509Certificate } from 'node:crypto';
import { checkSeal, sealFault, type BroughtSeal } from './brought-seal.ts';
import { idOn, keyOn, readOn } from './pkcs11-key.ts';
import type { Token } from './pkcs11-token.ts';

/** A seal whose key never leaves a token or HSM. */
export type SealToken = {
  readonly token: Token;
  /** Label of key and certificate on it. */
  readonly key: string;
  /** DER or PEM of the issuers, up to the root. */
  readonly issuers: readonly Uint8Array[];
};

/** S91: the seal of a token. Throws a StartFault with a sentence for whatever makes it unusable now. */
export async function openSealToken({ token, key, issuers }: SealToken, now: Date): Promise<BroughtSeal> {
  const where = `"${key}" on the token "${token.name}"`;
  const who = `The seal ${where}`;
  const id = await idOn(token, who, 'cert', key);
  if (id === null) throw sealFault(where, 'is not there: no certificate of this label');
  const bytes = await readOn(token, who, 'cert', id);
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(bytes);
  } catch (cause) {
    throw sealFault(where, 'has no certificate beside its key', cause);
  }
  const all = issuers.map((issuer) => new X509Certificate(issuer));
  const checked = checkSeal(where, certificate, all, now);
  const { sign } = await keyOn(token, who, id, certificate.publicKey);
  return { ...checked, sign };
}
