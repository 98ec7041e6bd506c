import { createHash, generateKeyPairSync, sign as signHere, type KeyObject } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { completeSignature, signatureImprint } from '#signing/complete';
import { signedAttributes } from '#signing/signed-attributes';
import { certificateFor } from '#support/signer-certificate';
import { AT, unrefused } from '#support/signing-kit';
import { openStampedScene, prepareIn } from '#support/stamped-scene';

const scene = await openStampedScene();
const { document } = scene;

afterAll(() => scene[Symbol.asyncDispose]());

test.each<[string, () => { publicKey: KeyObject; privateKey: KeyObject }]>([
  ['P-256', () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' })],
  ['P-384', () => generateKeyPairSync('ec', { namedCurve: 'secp384r1' })],
  ['RSA of 2,048 bits', () => generateKeyPairSync('rsa', { modulusLength: 2048 })],
  ['RSA of 3,072 bits', () => generateKeyPairSync('rsa', { modulusLength: 3072 })],
])('[S40] a signature by a key of the kind %s completes, and one of another length does not', async (_, make) => {
  const { publicKey, privateKey } = make();
  const certificate = await certificateFor(publicKey, AT);
  const revision = prepareIn(document, 'party-1');
  const whole = Buffer.concat([document, revision.segment]);
  const [, first, second] = revision.byteRange;
  const digest = createHash('sha256').update(whole.subarray(0, first)).update(whole.subarray(second)).digest();
  const attributes = signedAttributes(digest, certificate);
  const signature = signHere('sha256', attributes, { key: privateKey, dsaEncoding: 'ieee-p1363' });
  const completion = { document, prepared: revision.segment, certificate, chain: [] };
  const done = unrefused(completeSignature({ ...completion, signature }));
  expect(Buffer.from(done.segment).toString('latin1')).toContain(Buffer.from(certificate).toString('hex'));
  for (const wrong of [
    signature.subarray(1),
    Buffer.concat([signature, Buffer.alloc(1)]),
    Buffer.alloc(signature.length),
  ]) {
    expect(completeSignature({ ...completion, signature: wrong })).toMatchObject({
      refused: { code: 'signature-does-not-match' },
    });
  }
});

test('[S40] a key of another kind signs nothing', async () => {
  const { publicKey } = generateKeyPairSync('ed25519');
  const certificate = await certificateFor(publicKey, AT);
  expect(() => signatureImprint(new Uint8Array(64), certificate)).toThrow(TypeError);
});
