import { createPrivateKey, KeyObject, sign, type webcrypto, type X509Certificate } from 'node:crypto';
import { fixedOf } from './verify/public-key.ts';

/** How a key signs: ECDSA with the hash of its curve's size, RSA in the way of PKCS#1 v1.5 with SHA-256. */
export type KeyAlgorithm = {
  readonly name: 'ECDSA' | 'RSASSA-PKCS1-v1_5';
  readonly namedCurve?: string;
  readonly hash: string;
};

/** A private key wherever it is: of a file, or on a token that does not give it away. */
export type SigningKey = {
  readonly algorithm: KeyAlgorithm;
  /** ECDSA: r‖s. RSA: the signature. */
  readonly sign: (message: Uint8Array) => Promise<Uint8Array>;
};

/** A key that this process holds. */
export const keyHere = (key: webcrypto.CryptoKey): SigningKey => ({
  algorithm: signingAlgorithmOf(key),
  sign: (message) => signWith(key, message),
});

const CURVES: { readonly [curve: string]: KeyAlgorithm } = {
  prime256v1: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  secp384r1: { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' },
};
/** Bytes of r and of s. */
const SIZES: { readonly [curve: string]: number } = { 'P-256': 32, 'P-384': 48 };
const RSA: KeyAlgorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
const MIN_RSA_BITS = 2048;
const MAX_RSA_BITS = 4096;

/** Null for a key of a kind that the house does not sign with. Either half of a pair. */
export function algorithmOf(key: KeyObject): KeyAlgorithm | null {
  const { namedCurve, modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'ec') return CURVES[namedCurve ?? ''] ?? null;
  const isRsa = key.asymmetricKeyType === 'rsa' && modulusLength >= MIN_RSA_BITS && modulusLength <= MAX_RSA_BITS;
  return isRsa ? RSA : null;
}

/** What an imported key signs with. */
function signingAlgorithmOf(key: webcrypto.CryptoKey): KeyAlgorithm {
  const known: object = key.algorithm;
  if (!('namedCurve' in known)) return RSA;
  const algorithm = Object.values(CURVES).find(({ namedCurve }) => namedCurve === known.namedCurve);
  if (!algorithm) throw new TypeError('A key on an unknown curve');
  return algorithm;
}

/** PEM or a key object, for signing only. Throws when it is none, of an unknown kind, or not the certificate's. */
export async function importFor(
  certificate: X509Certificate,
  pem: Uint8Array | KeyObject,
): Promise<webcrypto.CryptoKey> {
  const key = pem instanceof Uint8Array ? createPrivateKey(Buffer.from(pem)) : pem;
  const algorithm = algorithmOf(key);
  if (!algorithm || !certificate.checkPrivateKey(key)) throw new TypeError('Not the key of this certificate');
  const pkcs8 = Uint8Array.from(key.export({ format: 'der', type: 'pkcs8' }));
  const imported = await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
  objects.set(imported, key);
  return imported;
}

/** What was imported above as node:crypto knows it: a key that cannot be exported is not turned into that any more. */
const objects = new WeakMap<webcrypto.CryptoKey, KeyObject>();

const objectOf = (key: webcrypto.CryptoKey): KeyObject | null => {
  const known = objects.get(key) ?? (key.extractable ? KeyObject.from(key) : null);
  if (known !== null) objects.set(key, known);
  return known;
};

/** ECDSA: r‖s. RSA: the signature. */
export async function signWith(key: webcrypto.CryptoKey, message: Uint8Array): Promise<Uint8Array> {
  const algorithm = signingAlgorithmOf(key);
  const object = algorithm.name === 'ECDSA' ? objectOf(key) : null;
  // At once: to hand it to another thread and back takes twice as long as the signature. RSA takes many times as long.
  // A key without anything beside it: asked for r‖s, the runtime takes twice as long.
  const value =
    object === null ? null : fixedOf(sign(algorithm.hash, message, object), SIZES[algorithm.namedCurve ?? ''] ?? 0);
  if (value !== null) return value;
  return new Uint8Array(await crypto.subtle.sign(signingAlgorithmOf(key), key, Uint8Array.from(message)));
}
