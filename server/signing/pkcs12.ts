import {
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto';
import { countOf, derOf, isTagged, octetsOf, oidOf, partsOf, readAsn1, type Asn1 } from '#platform/asn1-tree';
import { decryptPbes2, DIGESTS, stretchingOf, stretchWith } from '#platform/pbes2';

// Reads PKCS#12 (RFC 7292) under one passphrase: PBES2 as written today, 3DES as written before, MACs of both kinds.

export type Pkcs12 = { readonly keys: readonly KeyObject[]; readonly certificates: readonly Uint8Array[] };

/** The file is whole, and the passphrase is another one. */
export class WrongPassphrase extends Error {
  override readonly name = 'WrongPassphrase';
}

const DATA = '1.2.840.113549.1.7.1';
const ENCRYPTED_DATA = '1.2.840.113549.1.7.6';
const PBE_3DES = '1.2.840.113549.1.12.1.3';
const PBE_OLD = '1.2.840.113549.1.12.1.';
const PBMAC1 = '1.2.840.113549.1.5.14';
const KEY_BAG = '1.2.840.113549.1.12.10.1.1';
const SHROUDED_KEY_BAG = '1.2.840.113549.1.12.10.1.2';
const CERTIFICATE_BAG = '1.2.840.113549.1.12.10.1.3';
const X509 = '1.2.840.113549.1.9.22.1';
const HASHES: { readonly [oid: string]: string } = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const MAX_ROUNDS = 20_000_000;

/** Throws a WrongPassphrase, or a TypeError that says what cannot be read. */
export async function readPkcs12(bytes: Uint8Array, passphrase: string): Promise<Pkcs12> {
  const [, safe, mac] = partsOf(readAsn1(bytes));
  const content = contentOf(safe, DATA);
  if (!mac) throw new TypeError('Without a MAC');
  if (!(await isRight(mac, content, passphrase))) throw new WrongPassphrase('Another passphrase');
  const keys: KeyObject[] = [];
  const certificates: Uint8Array[] = [];
  for (const info of partsOf(readAsn1(content))) {
    const isPlain = oidOf(partsOf(info)[0]) === DATA;
    const bags = isPlain ? contentOf(info, DATA) : await decrypted(info, passphrase);
    for (const bag of partsOf(readAsn1(bags))) {
      const [kind, tagged] = partsOf(bag);
      const value = partsOf(tagged)[0];
      if (oidOf(kind) === KEY_BAG && value) keys.push(keyOf(derOf(value)));
      if (oidOf(kind) === SHROUDED_KEY_BAG) {
        const [algorithm, data] = partsOf(value);
        keys.push(keyOf(await decrypt(algorithm, octetsOf(data), passphrase)));
      }
      if (oidOf(kind) !== CERTIFICATE_BAG) continue;
      const [type, certificate] = partsOf(value);
      if (oidOf(type) === X509) certificates.push(new Uint8Array(octetsOf(partsOf(certificate)[0])));
    }
  }
  return { keys, certificates };
}

const keyOf = (pkcs8: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });

function contentOf(info: Asn1 | undefined, type: string): Buffer {
  const [name, tagged] = partsOf(info);
  if (oidOf(name) !== type) throw new TypeError('Content of an unknown kind');
  return octetsOf(partsOf(tagged)[0]);
}

async function decrypted(info: Asn1, passphrase: string): Promise<Uint8Array> {
  const [name, tagged] = partsOf(info);
  if (oidOf(name) !== ENCRYPTED_DATA) throw new TypeError('Content of an unknown kind');
  const [, algorithm, data] = partsOf(partsOf(partsOf(tagged)[0])[1]);
  if (!isTagged(data, 0)) throw new TypeError('Encrypted content was expected');
  return decrypt(algorithm, implicitOctets(data), passphrase);
}

/** An OCTET STRING under a tag in place of its own: whole, or cut into several. */
function implicitOctets(node: Asn1): Buffer {
  if (node.idBlock.isConstructed) return Buffer.concat(partsOf(node).map(octetsOf));
  const [header] = [node.idBlock.blockLength + node.lenBlock.blockLength];
  return derOf(node).subarray(header);
}

async function decrypt(algorithm: Asn1 | undefined, data: Uint8Array, passphrase: string): Promise<Uint8Array> {
  if (!algorithm) throw new TypeError('No algorithm');
  const [name, parameters] = partsOf(algorithm);
  const oid = oidOf(name);
  if (!oid.startsWith(PBE_OLD)) return decryptPbes2(algorithm, data, stretchWith(passphrase));
  if (oid !== PBE_3DES) throw new TypeError('Encrypted in an outdated way (RC2 or RC4)');
  const [salt, rounds] = partsOf(parameters);
  const make = (purpose: number, length: number): Buffer =>
    stretchOld({ hash: 'sha1', purpose, passphrase, salt: octetsOf(salt), rounds: roundsOf(rounds), length });
  const decipher = createDecipheriv('des-ede3-cbc', make(1, 24), make(2, 8));
  return Buffer.concat([decipher.update(data), decipher.final()]);
}

async function isRight(mac: Asn1, content: Buffer, passphrase: string): Promise<boolean> {
  const [info, salt, rounds] = partsOf(mac);
  const [algorithm, digest] = partsOf(info);
  const [name, parameters] = partsOf(algorithm);
  const expected = octetsOf(digest);
  const check = (hash: string, key: Uint8Array): boolean => {
    const made = createHmac(hash, key).update(content).digest();
    return made.length === expected.length && timingSafeEqual(made, expected);
  };
  if (oidOf(name) === PBMAC1) {
    const [kdf, scheme] = partsOf(parameters);
    const hash = DIGESTS[oidOf(partsOf(scheme)[0])];
    if (hash === undefined) throw new TypeError('A MAC of an unknown kind');
    return check(hash, await stretchWith(passphrase)(stretchingOf(kdf, expected.length)));
  }
  const hash = HASHES[oidOf(name)];
  if (hash === undefined) throw new TypeError('A MAC of an unknown kind');
  const how = { hash, purpose: 3, passphrase, salt: octetsOf(salt), rounds: roundsOf(rounds) };
  return check(hash, stretchOld({ ...how, length: expected.length }));
}

function roundsOf(node: Asn1 | undefined): number {
  const rounds = node === undefined ? 1 : countOf(node);
  if (rounds < 1 || rounds > MAX_ROUNDS) throw new TypeError('Rounds out of the usual');
  return rounds;
}

/** RFC 7292 appendix B.2. `purpose`: 1 a key, 2 an IV, 3 a MAC's key. */
function stretchOld(how: {
  readonly hash: string;
  readonly purpose: number;
  readonly passphrase: string;
  readonly salt: Uint8Array;
  readonly rounds: number;
  readonly length: number;
}): Buffer {
  const block = how.hash === 'sha384' || how.hash === 'sha512' ? 128 : 64;
  const fill = (bytes: Uint8Array): Buffer =>
    bytes.length === 0 ? Buffer.alloc(0) : Buffer.alloc(Math.ceil(bytes.length / block) * block, bytes);
  const inside = Buffer.concat([fill(how.salt), fill(Buffer.from(`${how.passphrase}\0`, 'utf16le').swap16())]);
  const diversifier = Buffer.alloc(block, how.purpose);
  const made: Buffer[] = [];
  for (let length = 0; length < how.length;) {
    let hashed = createHash(how.hash).update(diversifier).update(inside).digest();
    for (let round = 1; round < how.rounds; round += 1) hashed = createHash(how.hash).update(hashed).digest();
    made.push(hashed);
    length += hashed.length;
    const added = Buffer.alloc(block, hashed);
    for (let start = 0; start < inside.length; start += block) {
      let carry = 1;
      for (let at = block - 1; at >= 0; at -= 1) {
        carry += inside[start + at]! + added[at]!;
        inside[start + at] = carry & 0xff;
        carry >>= 8;
      }
    }
  }
  return Buffer.concat(made).subarray(0, how.length);
}
