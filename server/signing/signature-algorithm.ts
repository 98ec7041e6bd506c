import { verify, X509Certificate } from 'node:crypto';
import { der, integer, oid } from './der.ts';

// S40: the certificate decides how a signature is written and checked: ECDSA on P-256 and P-384, RSA as PKCS#1 v1.5, each
// over SHA-256. People's keys are P-256; an organiser's own and those of signing services may be RSA.

export type SignatureAlgorithm = {
  /** AlgorithmIdentifier of the SignerInfo, DER. */
  readonly identifier: Buffer;
  /** The most bytes that the signature value has in CMS. */
  readonly valueBytes: number;
  /**
   * The signature value as CMS carries it: SEQUENCE { r, s } of r‖s (RFC 5753 §2.1.1), RSA as it is. Null when it cannot be
   * one of this key by its length alone.
   */
  readonly encode: (raw: Uint8Array) => Buffer | null;
  readonly isSignedBy: (message: Uint8Array, raw: Uint8Array) => boolean;
};

const ECDSA_WITH_SHA256 = der(0x30, oid('2a8648ce3d040302'));
const RSA_WITH_SHA256 = der(0x30, oid('2a864886f70d01010b'), der(0x05));
/** Bytes of r and of s. */
const CURVES: ReadonlyMap<string | undefined, number> = new Map([
  ['prime256v1', 32],
  ['secp384r1', 48],
]);

/** `certificate`: DER. Throws TypeError for a key of another kind. */
export function signatureAlgorithm(certificate: Uint8Array): SignatureAlgorithm {
  const key = new X509Certificate(certificate).publicKey;
  const details = key.asymmetricKeyDetails;
  if (key.asymmetricKeyType === 'rsa') {
    const length = Math.ceil((details?.modulusLength ?? 0) / 8);
    return {
      identifier: RSA_WITH_SHA256,
      valueBytes: length,
      encode: (raw) => (raw.length === length ? Buffer.from(raw) : null),
      isSignedBy: (message, raw) => verify('sha256', message, key, raw),
    };
  }
  const size = key.asymmetricKeyType === 'ec' ? CURVES.get(details?.namedCurve) : undefined;
  if (size === undefined) throw new TypeError('A certificate has a key that Teken does not sign with');
  return {
    identifier: ECDSA_WITH_SHA256,
    // Two integers with a sign each.
    valueBytes: 2 * (size + 3) + 3,
    encode: (raw) =>
      raw.length === 2 * size ? der(0x30, integer(raw.subarray(0, size)), integer(raw.subarray(size))) : null,
    isSignedBy: (message, raw) =>
      raw.length === 2 * size && verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, raw),
  };
}
