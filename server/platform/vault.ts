import { createHash, createPrivateKey, timingSafeEqual } from 'node:crypto';
import { octetsOf, partsOf, readAsn1 } from './asn1-tree.ts';
import { decryptPbes2, encryptPbes2, stretchWith, type Stretch } from './pbes2.ts';
import type { RandomBytes } from './random.ts';

/** Secrets at rest: what lies on the disk opens with the organiser's passphrase only (S82). */
export type Vault = {
  /** PEM. A private key (PKCS#8 in PEM) stays one that every tool reads with the passphrase; other bytes get a hash with them. */
  seal(plain: Uint8Array): Promise<Uint8Array>;
  /** What was sealed. Throws when the passphrase is another one or the bytes are damaged. */
  open(sealed: Uint8Array): Promise<Uint8Array>;
};

/** OWASP's count for PBKDF2-HMAC-SHA256; OpenSSL's own would be 2,048. */
export const ITERATIONS = 600_000;

const KEY = 'ENCRYPTED PRIVATE KEY';
const OTHER = 'TEKEN ENCRYPTED SECRET';

export const isSealed = (bytes: Uint8Array): boolean => {
  const text = Buffer.from(bytes.subarray(0, 64)).toString('latin1');
  return text.startsWith(`-----BEGIN ${KEY}-----`) || text.startsWith(`-----BEGIN ${OTHER}-----`);
};

/** All of a folder share one salt, each with an IV of its own: stretching the passphrase takes a third of a second. */
export const openVault = (passphrase: string, randomBytes: RandomBytes): Vault => {
  const stretched = new Map<string, Promise<Uint8Array>>();
  const fresh = stretchWith(passphrase);
  let salt: Uint8Array | null = null;
  const stretch: Stretch = (how) => {
    const name = `${Buffer.from(how.salt).toString('hex')} ${how.iterations} ${how.length} ${how.digest}`;
    const known = stretched.get(name) ?? fresh(how);
    stretched.set(name, known);
    if (how.iterations === ITERATIONS && how.digest === 'sha256') salt ??= how.salt;
    return known;
  };
  const encrypt = async (plain: Uint8Array): Promise<Uint8Array> => {
    salt ??= randomBytes(16);
    const key = await stretch({ salt, iterations: ITERATIONS, length: 32, digest: 'sha256' });
    return encryptPbes2(plain, { key, salt, iterations: ITERATIONS, iv: randomBytes(16) });
  };
  return {
    seal: async (plain) => {
      const isKey = Buffer.from(plain).toString('latin1').startsWith('-----BEGIN PRIVATE KEY-----');
      const inside = isKey ? derOf(Buffer.from(plain)) : Buffer.concat([hashOf(plain), plain]);
      return toPem(isKey ? KEY : OTHER, await encrypt(inside));
    },
    open: async (sealed) => {
      const { label, der } = fromPem(sealed);
      const [algorithm, data] = partsOf(readAsn1(der));
      const inside = await decryptPbes2(algorithm!, octetsOf(data), stretch);
      if (label === KEY) {
        const key = createPrivateKey({ key: Buffer.from(inside), format: 'der', type: 'pkcs8' });
        return Buffer.from(key.export({ format: 'pem', type: 'pkcs8' }));
      }
      const plain = inside.slice(32);
      if (inside.length < 32 || !timingSafeEqual(hashOf(plain), inside.subarray(0, 32))) {
        throw new TypeError('Not what was sealed');
      }
      return plain;
    },
  };
};

const hashOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

const derOf = (pem: Buffer): Buffer => createPrivateKey(pem).export({ format: 'der', type: 'pkcs8' });

const toPem = (label: string, der: Uint8Array): Uint8Array => {
  const lines = Buffer.from(der)
    .toString('base64')
    .match(/.{1,64}/g);
  return Buffer.from(`-----BEGIN ${label}-----\n${(lines ?? []).join('\n')}\n-----END ${label}-----\n`);
};

const fromPem = (bytes: Uint8Array): { readonly label: string; readonly der: Buffer } => {
  const text = Buffer.from(bytes).toString('latin1');
  const found = /^-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----\s*$/.exec(text);
  if (!found) throw new TypeError('Not PEM');
  return { label: found[1]!, der: Buffer.from(found[2]!, 'base64') };
};
