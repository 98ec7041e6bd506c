import { createHash, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { expect, test } from 'vitest';
import { keyOn } from '#signing/pkcs11-key';
import { TokenFault, type Token } from '#signing/pkcs11-token';

type Pair = { readonly privateKey: KeyObject; readonly publicKey: KeyObject };
type Answering = Token & { key: KeyObject; spoilt: boolean };

/** Signs as a token does, with whichever key it has now; ECDSA over the hash that it is given. */
const tokenWith = ({ privateKey }: Pair, isEc: boolean): Answering => {
  const token: Answering = {
    name: 'uji',
    key: privateKey,
    spoilt: false,
    run: async (_who, _words, input = new Uint8Array()) => {
      const signature = isEc ? rawEcdsa(input, token.key) : sign('sha256', input, token.key);
      if (token.spoilt) signature[20] = (signature[20] ?? 0) ^ 1;
      return signature;
    },
  };
  return token;
};
/** Node signs no hash as it is: by what it is of. */
const rawEcdsa = (digest: Uint8Array, key: KeyObject): Buffer => {
  const message = ['Teken', 'CONTOH'].find((one) => createHash('sha256').update(one).digest().equals(digest));
  return sign('sha256', Buffer.from(message ?? ''), { key, dsaEncoding: 'ieee-p1363' });
};

test.for(['ec', 'rsa'] as const)(
  '[S136] a token’s signature is given to nobody unless it is by the key that it proved to have (%s)',
  async (kind) => {
    const isEc = kind === 'ec';
    const pair = (): Pair =>
      isEc ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: 2048 });
    const [own, other] = [pair(), pair()];
    const token = tokenWith(own, isEc);
    const key = await keyOn(token, 'Segel contoh', '01', own.publicKey);
    const message = Buffer.from('CONTOH');
    const good = await key.sign(message);
    const form = isEc ? ({ dsaEncoding: 'ieee-p1363' } as const) : {};
    expect(verify('sha256', message, { key: own.publicKey, ...form }, good)).toBe(true);

    token.key = other.privateKey;
    const wrong = await key.sign(message).catch((error: unknown) => error);
    expect(wrong).toBeInstanceOf(TokenFault);
    expect(String(wrong)).toContain('Segel contoh gave a signature that is not by its key.');
    await expect(keyOn(token, 'Segel contoh', '01', own.publicKey)).rejects.toThrow('another key than its certificate');

    token.key = own.privateKey;
    token.spoilt = true;
    await expect(key.sign(message)).rejects.toThrow('not by its key');
    token.spoilt = false;
    expect(await key.sign(message)).toHaveLength(good.length);
  },
);
