import { createPublicKey, X509Certificate as NodeCertificate, type KeyObject } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import { PublicKey, X509Certificate } from '@peculiar/x509';
import type { SigningKey } from './key-algorithms.ts';
import { idOn, keyOn, readOn } from './pkcs11-key.ts';
import { LOGIN, TokenFault, type Token } from './pkcs11-token.ts';

/** The issuing authority's key on a token, under a label; its certificate lies beside it and in the folder of keys. */
export type IssuingToken = {
  readonly token: string;
  readonly label: string;
  /** The key of this certificate. Throws a TokenFault with a sentence, as all of these do. */
  readonly open: (certificate: X509Certificate) => Promise<SigningKey>;
  /** The key under the label, made there if there is none. */
  readonly make: (
    randomBytes: (length: number) => Uint8Array,
  ) => Promise<{ readonly key: SigningKey; readonly publicKey: PublicKey }>;
  /** What stands beside the key, if anything does. */
  readonly certificate: () => Promise<X509Certificate | null>;
  /** Puts it beside the key, where no certificate is: nobody then takes the key for one that has issued nothing. */
  readonly keep: (certificate: X509Certificate) => Promise<void>;
};

const ID_BYTES = 8;

/** S115: an issuing authority whose key never leaves the token. Nothing is asked of the token yet. */
export function issuingOn(token: Token, label: string): IssuingToken {
  const who = `The issuing authority "${label}" on the token "${token.name}"`;

  const keyFor = async (publicKey: KeyObject, id: string | null): Promise<SigningKey> => {
    if (id === null) throw new TokenFault(`${who} is not there: no private key of this label.`);
    return keyOn(token, who, id, publicKey);
  };

  const privateId = (): Promise<string | null> => idOn(token, who, 'privkey', label);

  const certificate = async (): Promise<X509Certificate | null> => {
    const id = await idOn(token, who, 'cert', label);
    if (id === null) return null;
    try {
      return new X509Certificate(new NodeCertificate(await readOn(token, who, 'cert', id)).raw);
    } catch (cause) {
      if (cause instanceof TokenFault) throw cause;
      throw new TokenFault(`${who} has a certificate beside it that cannot be read.`, { cause });
    }
  };

  return {
    token: token.name,
    label,
    certificate,
    open: async (own) => keyFor(new NodeCertificate(Buffer.from(own.rawData)).publicKey, await privateId()),
    make: async (randomBytes) => {
      let id = await privateId();
      if (id === null) {
        id = Buffer.from(randomBytes(ID_BYTES)).toString('hex');
        const kind = ['--key-type', 'EC:prime256v1', '--usage-sign', '--sensitive'];
        await token.run(who, [...LOGIN, '--keypairgen', ...kind, '--label', label, '--id', id]);
      }
      const info = await readOn(token, who, 'pubkey', id);
      const key = await keyFor(publicKeyOf(who, info), id);
      return { key, publicKey: new PublicKey(Uint8Array.from(info)) };
    },
    keep: async (own) => {
      if ((await certificate()) !== null) return;
      const id = await privateId();
      const folder = await mkdtemp(join(tmpdir(), 'teken-token-'));
      try {
        const file = join(folder, 'issuing.der');
        await writeFile(file, Buffer.from(own.rawData));
        const words = ['--write-object', file, '--type', 'cert', '--label', label];
        await token.run(who, [...LOGIN, ...words, ...(id === null ? [] : ['--id', id])]);
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  };
}

function publicKeyOf(who: string, info: Buffer): KeyObject {
  try {
    return createPublicKey({ key: info, format: 'der', type: 'spki' });
  } catch (cause) {
    throw new TokenFault(`${who} has no public key beside it that can be read.`, { cause });
  }
}
