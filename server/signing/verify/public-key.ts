import type { webcrypto } from 'node:crypto';
import type { DerElement } from '../der.ts';
import { hexOf, members, wholeOf } from './certificate.ts';

// S60: signatures by WebCrypto alone, so that server, command and browser judge with the same code: ECDSA on P-256 and P-384,
// RSA as PKCS#1 v1.5 and as PSS.

export type Hash = 'SHA-256' | 'SHA-384' | 'SHA-512';

export const HASHES: ReadonlyMap<string, Hash> = new Map([
  ['608648016503040201', 'SHA-256'],
  ['608648016503040202', 'SHA-384'],
  ['608648016503040203', 'SHA-512'],
]);

const ECDSA: ReadonlyMap<string, Hash> = new Map([
  ['2a8648ce3d040302', 'SHA-256'],
  ['2a8648ce3d040303', 'SHA-384'],
  ['2a8648ce3d040304', 'SHA-512'],
]);
const RSA: ReadonlyMap<string, Hash> = new Map([
  ['2a864886f70d01010b', 'SHA-256'],
  ['2a864886f70d01010c', 'SHA-384'],
  ['2a864886f70d01010d', 'SHA-512'],
]);
const RSA_ENCRYPTION = '2a864886f70d010101';
/** DER of it, hex. */
export const NULL = '0500';
const RSA_PSS = '2a864886f70d01010a';
const MGF1 = '2a864886f70d010108';
const EC_PUBLIC_KEY = '2a8648ce3d0201';
/** Name of the curve and bytes of each coordinate. */
const CURVES: ReadonlyMap<string, readonly [string, number]> = new Map([
  ['2a8648ce3d030107', ['P-256', 32]],
  ['2b81040022', ['P-384', 48]],
]);
/** SubjectPublicKeyInfo of RSA with 8,192 bits: longer ones cost more than they prove. */
const MAX_PUBLIC_KEY = 1100;

type Scheme =
  | { readonly name: 'ECDSA'; readonly hash: Hash }
  | { readonly name: 'RSASSA-PKCS1-v1_5'; readonly hash: Hash }
  | { readonly name: 'RSA-PSS'; readonly hash: Hash; readonly saltLength: number };

/** WebCrypto takes bytes whose memory is not shared; a copy of a few hundred costs nothing. */
export const plain = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(bytes);

export const digest = async (hash: Hash | 'SHA-1', bytes: Uint8Array): Promise<Buffer> =>
  Buffer.from(await crypto.subtle.digest(hash, isPlain(bytes) ? bytes : plain(bytes)));

const isPlain = (bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> => bytes.buffer instanceof ArrayBuffer;

/**
 * Was `message` signed with this key? Null for an algorithm that is not judged here. `hash` counts where the algorithm itself
 * names none (`rsaEncryption` in CMS).
 */
export async function isSignedWith(
  publicKey: Buffer,
  algorithm: DerElement,
  message: Uint8Array,
  signature: Buffer,
  hash?: Hash,
): Promise<boolean | null> {
  try {
    const scheme = schemeOf(algorithm, hash);
    if (!scheme || publicKey.length > MAX_PUBLIC_KEY) return null;
    const [identifier] = members(wholeOf(publicKey), 0x30);
    const [type, parameters] = members(identifier, 0x30);
    const isCurve = hexOf(type, 0x06) === EC_PUBLIC_KEY;
    if (isCurve !== (scheme.name === 'ECDSA')) return false;
    const curve = isCurve ? CURVES.get(hexOf(parameters, 0x06)) : undefined;
    if (isCurve && !curve) return null;
    const value = curve ? fixedOf(signature, curve[1]) : plain(signature);
    if (!value) return false;
    const named = curve ? { name: 'ECDSA', namedCurve: curve[0] } : { name: scheme.name, hash: scheme.hash };
    return await crypto.subtle.verify(scheme, await keyOf(publicKey, named), value, plain(message));
  } catch {
    // An algorithm or a key that is none: nothing was signed with it.
    return false;
  }
}

const keys = new Map<string, Promise<webcrypto.CryptoKey>>();
const MAX_KEYS = 64;

/** The authorities' keys come again and again. */
function keyOf(
  publicKey: Buffer,
  algorithm: { name: string; namedCurve?: string; hash?: Hash },
): Promise<webcrypto.CryptoKey> {
  const name = `${algorithm.name} ${algorithm.hash ?? ''} ${publicKey.toString('latin1')}`;
  const known = keys.get(name);
  if (known) return known;
  const made = crypto.subtle.importKey(
    'spki',
    plain(publicKey),
    algorithm.namedCurve === undefined
      ? { name: algorithm.name, hash: algorithm.hash ?? 'SHA-256' }
      : { name: algorithm.name, namedCurve: algorithm.namedCurve },
    false,
    ['verify'],
  );
  if (keys.size >= MAX_KEYS) keys.delete(keys.keys().next().value ?? '');
  keys.set(name, made);
  return made;
}

function schemeOf(algorithm: DerElement, hash: Hash | undefined): Scheme | null {
  const [type, parameters, ...more] = members(algorithm, 0x30);
  const name = hexOf(type, 0x06);
  // S146: but for PSS they are left out or NULL; what nobody writes is judged by nobody.
  if (more.length > 0 || (name !== RSA_PSS && parameters && parameters.whole.toString('hex') !== NULL)) return null;
  const ecdsa = ECDSA.get(name);
  if (ecdsa) return { name: 'ECDSA', hash: ecdsa };
  const rsa = name === RSA_ENCRYPTION ? hash : RSA.get(name);
  if (rsa) return { name: 'RSASSA-PKCS1-v1_5', hash: rsa };
  return name === RSA_PSS && parameters ? pssOf(parameters) : null;
}

/** RSASSA-PSS-params (RFC 4055 §3.1) with one hash for both; the old defaults are SHA-1 and not judged. */
function pssOf(parameters: DerElement): Scheme | null {
  const parts = new Map(members(parameters, 0x30).map((each) => [each.tag, members(each, each.tag)[0]]));
  const hash = HASHES.get(hexOf(members(parts.get(0xa0), 0x30)[0], 0x06));
  const [generator, inner] = members(parts.get(0xa1), 0x30);
  const same = HASHES.get(hexOf(members(inner, 0x30)[0], 0x06));
  const salt = parts.get(0xa2);
  if (!hash || same !== hash || hexOf(generator, 0x06) !== MGF1) return null;
  return { name: 'RSA-PSS', hash, saltLength: salt ? Number.parseInt(hexOf(salt, 0x02), 16) : 20 };
}

/** SEQUENCE { r, s } → r‖s, each of `size` bytes; null when it is none. */
export function fixedOf(signature: Buffer, size: number): Uint8Array<ArrayBuffer> | null {
  const out = new Uint8Array(2 * size);
  try {
    const numbers = members(wholeOf(signature), 0x30);
    if (numbers.length !== 2) return null;
    for (const [i, number] of numbers.entries()) {
      const bytes = Buffer.from(hexOf(number, 0x02), 'hex');
      const digits = bytes[0] === 0 ? bytes.subarray(1) : bytes;
      if (digits.length > size || digits.length === 0 || bytes[0]! >= 0x80) return null;
      out.set(digits, (i + 1) * size - digits.length);
    }
    return out;
  } catch {
    return null;
  }
}
