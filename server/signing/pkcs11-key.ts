import { createHash, createVerify, type KeyObject } from 'node:crypto';
import { algorithmOf, type SigningKey } from './key-algorithms.ts';
import { LOGIN, TokenFault, type Token } from './pkcs11-token.ts';

const PROVE = Buffer.from('Teken');

type ObjectType = 'cert' | 'privkey' | 'pubkey';

/** Hex, of the first object of this kind with this label; null when there is none. Key and certificate share it (PKCS#11 §4.6.3). */
export async function idOn(token: Token, who: string, type: ObjectType, label: string): Promise<string | null> {
  const listing = await token.run(who, [...LOGIN, '--list-objects', '--type', type]);
  for (const object of listing.toString('utf8').split(/^(?=\S)/m)) {
    const [, name] = /^ +label: +(.*)$/m.exec(object) ?? [];
    const [, id] = /^ +ID: +([0-9a-f]+)$/m.exec(object) ?? [];
    if (name === label && id !== undefined) return id;
  }
  return null;
}

/** A certificate, or SubjectPublicKeyInfo; DER. */
export const readOn = (token: Token, who: string, type: 'cert' | 'pubkey', id: string): Promise<Buffer> =>
  token.run(who, [...LOGIN, '--read-object', '--type', type, '--id', id]);

/**
 * The private key with this identifier, which never leaves the token: it signs there, one signature a run. It has proved
 * by one to be that of `publicKey`. Throws a TokenFault with a sentence.
 */
export async function keyOn(token: Token, who: string, id: string, publicKey: KeyObject): Promise<SigningKey> {
  const algorithm = algorithmOf(publicKey);
  if (!algorithm)
    throw new TokenFault(`${who} is a key of another kind than P-256, P-384 or RSA with 2048 to 4096 bits.`);
  const isEc = algorithm.name === 'ECDSA';
  const words = [...LOGIN, '--sign', '--id', id, '--mechanism'];
  const ask = async (message: Uint8Array): Promise<Uint8Array> => {
    // A token signs a hash by itself with RSA only; with ECDSA not every one does.
    const signature = isEc
      ? await token.run(
          who,
          [...words, 'ECDSA', '--signature-format', 'rs'],
          createHash(algorithm.hash).update(message).digest(),
        )
      : await token.run(who, [...words, 'SHA256-RSA-PKCS'], message);
    return new Uint8Array(signature);
  };
  const form = isEc ? ({ dsaEncoding: 'ieee-p1363' } as const) : {};
  const isSigned = (message: Uint8Array, signature: Uint8Array): boolean =>
    createVerify(algorithm.hash)
      .update(message)
      .verify({ key: publicKey, ...form }, signature);
  if (!isSigned(PROVE, await ask(PROVE))) throw new TokenFault(`${who} has another key than its certificate.`);
  const sign = async (message: Uint8Array): Promise<Uint8Array> => {
    const signature = await ask(message);
    // S136: written down, a wrong one would be there for ever.
    if (!isSigned(message, signature)) throw new TokenFault(`${who} gave a signature that is not by its key.`);
    return signature;
  };
  return { algorithm, sign };
}
