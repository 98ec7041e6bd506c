import { constants, generateKeyPairSync, sign as signHere, type KeyObject } from 'node:crypto';
import { expect, test } from 'vitest';
import { readDer } from '#signing/der';
import { isSignedWith } from '#signing/verify/public-key';

const ALGORITHMS: readonly (readonly [string, string, () => { publicKey: KeyObject; privateKey: KeyObject }])[] = [
  ['ECDSA on P-256', '300a06082a8648ce3d040302', () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' })],
  ['ECDSA on P-384', '300a06082a8648ce3d040302', () => generateKeyPairSync('ec', { namedCurve: 'secp384r1' })],
  ['RSA PKCS#1 v1.5', '300d06092a864886f70d01010b0500', () => generateKeyPairSync('rsa', { modulusLength: 2048 })],
  [
    'RSA PSS',
    '304106092a864886f70d01010a3034a00f300d06096086480165030402010500a11c301a06092a864886f70d010108300d06096086480165030402010500a203020120',
    () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ],
];

test.each(ALGORITHMS)('[S60] %s is judged, and nothing else is taken for it', async (name, identifier, make) => {
  const { publicKey, privateKey } = make();
  const key = publicKey.export({ type: 'spki', format: 'der' });
  const message = Buffer.from('CONTOH');
  const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
  const signature = signHere('sha256', message, { key: privateKey, ...(name === 'RSA PSS' ? pss : {}) });
  const algorithm = readDer(Buffer.from(identifier, 'hex'))!;
  expect(await isSignedWith(key, algorithm, message, signature)).toBe(true);
  expect(await isSignedWith(key, algorithm, Buffer.from('LAIN'), signature)).toBe(false);
  expect(await isSignedWith(key, algorithm, message, signature.subarray(1))).toBe(false);
  const unknown = readDer(Buffer.from('300506032b6570', 'hex'))!;
  expect(await isSignedWith(key, unknown, message, signature)).toBeNull();
});
