import { createCipheriv, createDecipheriv, pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { Integer, Null, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import { countOf, octetsOf, oidOf, partsOf, type Asn1 } from './asn1-tree.ts';

// Encryption by passphrase as everybody reads it: PBES2 with PBKDF2 (RFC 8018 §6.2), in an EncryptedPrivateKeyInfo (RFC 5958 §3).

const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';
const HMAC_SHA256 = '1.2.840.113549.2.9';
const AES_256_CBC = '2.16.840.1.101.3.4.1.42';

export const DIGESTS: { readonly [hmac: string]: string } = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  [HMAC_SHA256]: 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

const CIPHERS: { readonly [oid: string]: { readonly name: string; readonly keyLength: number } } = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', keyLength: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', keyLength: 24 },
  [AES_256_CBC]: { name: 'aes-256-cbc', keyLength: 32 },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', keyLength: 24 },
};

export type Stretching = {
  readonly salt: Uint8Array;
  readonly iterations: number;
  /** Of the key, in bytes. */
  readonly length: number;
  readonly digest: string;
};
/** The key that a passphrase gives under these parameters. */
export type Stretch = (how: Stretching) => Promise<Uint8Array>;

/** A file that asks for more is an attempt to keep us busy. */
const MAX_ITERATIONS = 20_000_000;
const derive = promisify(pbkdf2);

export const stretchWith =
  (passphrase: string): Stretch =>
  ({ salt, iterations, length, digest }) =>
    derive(passphrase, salt, iterations, length, digest);

/** `algorithm`: the AlgorithmIdentifier of PBES2. Throws when it is another one, or when the key does not fit. */
export const decryptPbes2 = async (algorithm: Asn1, data: Uint8Array, stretch: Stretch): Promise<Uint8Array> => {
  const [name, parameters] = partsOf(algorithm);
  if (oidOf(name) !== PBES2) throw new TypeError('Encrypted in an unknown way');
  const [kdf, scheme] = partsOf(parameters);
  const [schemeName, iv] = partsOf(scheme);
  const cipher = CIPHERS[oidOf(schemeName)];
  if (!cipher) throw new TypeError('Encrypted with an unknown cipher');
  const key = await stretch(stretchingOf(kdf, cipher.keyLength));
  const decipher = createDecipheriv(cipher.name, key, octetsOf(iv));
  return new Uint8Array(Buffer.concat([decipher.update(data), decipher.final()]));
};

/** `kdf`: the AlgorithmIdentifier of PBKDF2. */
export const stretchingOf = (kdf: Asn1 | undefined, length: number): Stretching => {
  const [name, parameters] = partsOf(kdf);
  if (oidOf(name) !== PBKDF2) throw new TypeError('A key is made from the passphrase in an unknown way');
  const [salt, iterations, ...rest] = partsOf(parameters);
  const prf = rest.find((node) => node instanceof Sequence);
  const digest = prf === undefined ? 'sha1' : DIGESTS[oidOf(partsOf(prf)[0])];
  const count = countOf(iterations);
  if (digest === undefined || count > MAX_ITERATIONS) throw new TypeError('PBKDF2 with parameters out of the usual');
  return { salt: octetsOf(salt), iterations: count, length, digest };
};

/** EncryptedPrivateKeyInfo, DER: PBKDF2-HMAC-SHA256 and AES-256-CBC. `iv` must never come twice with one key. */
export const encryptPbes2 = (
  plain: Uint8Array,
  {
    key,
    salt,
    iterations,
    iv,
  }: {
    readonly key: Uint8Array;
    readonly salt: Uint8Array;
    readonly iterations: number;
    readonly iv: Uint8Array;
  },
): Uint8Array => {
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const data = Buffer.concat([cipher.update(plain), cipher.final()]);
  const hmac = group(oid(HMAC_SHA256), new Null());
  const kdf = group(oid(PBKDF2), group(octets(salt), new Integer({ value: iterations }), hmac));
  const scheme = group(oid(AES_256_CBC), octets(iv));
  return new Uint8Array(group(group(oid(PBES2), group(kdf, scheme)), octets(data)).toBER());
};

const oid = (value: string): Asn1 => new ObjectIdentifier({ value });
const octets = (bytes: Uint8Array): Asn1 => new OctetString({ valueHex: Uint8Array.from(bytes).buffer });
const group = (...value: Asn1[]): Asn1 => new Sequence({ value });
