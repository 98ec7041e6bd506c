import { verify, X509Certificate, type KeyObject } from 'node:crypto';
import { der, integer, oid, readDer, readMembers, type DerElement } from './der.ts';

// S40: the certificate decides how a signature is written and checked: ECDSA on P-256 and P-384, RSA as PKCS#1 v1.5, each
// over SHA-256. People's keys are P-256; an organiser's own and those of signing services may be RSA. The kind of key is read
// here: the runtime's own reader takes longer than all the rest that is done for a signature, and is asked only to verify.

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
const EC_KEY = '2a8648ce3d0201';
const RSA_KEY = '2a864886f70d010101';
/** Bytes of r and of s: P-256, P-384. */
const CURVES: ReadonlyMap<string | undefined, number> = new Map([
  ['2a8648ce3d030107', 32],
  ['2b81040022', 48],
]);

/** A few hundred people sign in the same minutes, each again and again. */
const KEPT = 1_000;
const known = new Map<string, SignatureAlgorithm>();

/** `certificate`: DER. Throws TypeError for a key of another kind, and for what is no certificate. */
export function signatureAlgorithm(certificate: Uint8Array): SignatureAlgorithm {
  const name = asBuffer(certificate).toString('latin1');
  const kept = known.get(name);
  if (kept !== undefined) return kept;
  const algorithm = readAlgorithm(Uint8Array.from(certificate));
  if (known.size >= KEPT) known.clear();
  known.set(name, algorithm);
  return algorithm;
}

function readAlgorithm(certificate: Uint8Array): SignatureAlgorithm {
  const [algorithm, bits] = membersOf(publicKeyIn(certificate));
  const [kind, curve] = membersOf(algorithm);
  const name = kind?.content.toString('hex');
  if (name === RSA_KEY) return rsa(certificate, modulusBytes(bits));
  const size = name === EC_KEY ? CURVES.get(curve?.content.toString('hex')) : undefined;
  if (size === undefined) throw new TypeError('A certificate has a key that Teken does not sign with');
  return ecdsa(certificate, size);
}

/** Read when it is first asked for. */
const keyOf = (certificate: Uint8Array): (() => KeyObject) => {
  let key: KeyObject | null = null;
  return () => (key ??= new X509Certificate(certificate).publicKey);
};

const rsa = (certificate: Uint8Array, length: number): SignatureAlgorithm => {
  const key = keyOf(certificate);
  return {
    identifier: RSA_WITH_SHA256,
    valueBytes: length,
    encode: (raw) => (raw.length === length ? Buffer.from(raw) : null),
    isSignedBy: (message, raw) => verify('sha256', message, key(), raw),
  };
};

const ecdsa = (certificate: Uint8Array, size: number): SignatureAlgorithm => {
  const key = keyOf(certificate);
  const encode = (raw: Uint8Array): Buffer | null =>
    raw.length === 2 * size ? der(0x30, integer(raw.subarray(0, size)), integer(raw.subarray(size))) : null;
  return {
    identifier: ECDSA_WITH_SHA256,
    // Two integers with a sign each.
    valueBytes: 2 * (size + 3) + 3,
    encode,
    isSignedBy: (message, raw) => {
      // With r‖s the runtime takes half as long again: it looks twice at what kind of key it was given.
      const value = encode(raw);
      return value !== null && verify('sha256', message, key(), value);
    },
  };
};

/** SubjectPublicKeyInfo (RFC 5280 §4.1): after serial, algorithm, issuer, validity and subject. */
function publicKeyIn(certificate: Uint8Array): DerElement | undefined {
  const body = membersOf(membersOf(readDer(asBuffer(certificate)))[0]);
  return body[body[0]?.tag === 0xa0 ? 6 : 5];
}

/** BIT STRING of RSAPublicKey { modulus, exponent }. */
function modulusBytes(bits: DerElement | undefined): number {
  const [modulus] = membersOf(bits && readDer(bits.content, 1));
  const digits = modulus?.content;
  if (!digits || digits.length < 2) throw new TypeError('Not a certificate');
  return digits[0] === 0 ? digits.length - 1 : digits.length;
}

function membersOf(element: DerElement | null | undefined): DerElement[] {
  const members = element ? readMembers(element) : null;
  if (!members) throw new TypeError('Not a certificate');
  return members;
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
