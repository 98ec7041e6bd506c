import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sign } from '#client/signing/request.ts';
import { cmsOf } from '#signing/cms';
import { signatureAlgorithm } from '#signing/signature-algorithm';
import { signedAttributes } from '#signing/signed-attributes';
import { signedForgery } from '#support/attacks/certification';
import { replacing } from '#support/revision-forge';
import { prepared } from '#support/signing-kit';
import { openVerifyScene, rangeIn, type VerifyScene } from '#support/verify-scene';

let kit: VerifyScene['kit'];
let ayu: VerifyScene['ayu'];
let certified: VerifyScene['certified'];
let verdictOn: VerifyScene['verdictOn'];

beforeAll(async () => {
  ({ kit, ayu, certified, verdictOn } = await openVerifyScene());
});

afterAll(() => kit[Symbol.asyncDispose]());

/** Signs whatever ranges are asked for, as only a malicious signer would. */
async function signedOver(range: (honest: readonly number[], whole: Buffer) => readonly number[]): Promise<Buffer> {
  const revision = prepared(certified, 'party-1', 'Ayu');
  const whole = Buffer.concat([certified, revision.segment]);
  const at = whole.indexOf('/ByteRange [', certified.length);
  const asked = range(revision.byteRange, whole);
  whole.write(`/ByteRange [${asked.join(' ')}]`.padEnd(49), at);
  const hash = createHash('sha256');
  for (let i = 0; i < asked.length; i += 2) hash.update(whole.subarray(asked[i], asked[i]! + asked[i + 1]!));
  const attributes = signedAttributes(hash.digest(), ayu.certificate);
  const algorithm = signatureAlgorithm(ayu.certificate);
  const cms = cmsOf({
    attributes,
    algorithm: algorithm.identifier,
    value: algorithm.encode(await sign(ayu.key, Uint8Array.from(attributes)))!,
    certificate: ayu.certificate,
    certificates: [ayu.certificate, ...ayu.chain],
  });
  whole.write(cms.toString('hex'), revision.byteRange[1] + 1);
  return whole;
}

describe('byte ranges', () => {
  test('[S10] the honest range, signed in this way, is valid', async () => {
    expect((await verdictOn(await signedOver((honest) => honest))).verdict).toBe('valid');
  });

  test.each<[string, (honest: readonly number[], whole: Buffer) => number[]]>([
    [
      'that leaves out bytes after the signature',
      ([, first, second, length]) => [0, first!, second! + 20, length! - 20],
    ],
    ['that leaves out bytes before the signature', ([, first, second, length]) => [0, first! - 9, second!, length!]],
    ['that leaves out the end', ([, first, second, length]) => [0, first!, second!, length! - 8]],
    ['that does not begin at the beginning', ([, first, second, length]) => [9, first! - 9, second!, length!]],
    ['of three parts', ([, first, second, length]) => [0, first!, second!, 50, second! + 50, length! - 50]],
    ['of another revision', () => rangeIn(certified)],
    ['of one part', ([, first]) => [0, first!]],
  ])('[S10] a range %s does not count', async (_, range) => {
    expect(await verdictOn(await signedOver(range))).toMatchObject({ verdict: 'invalid', codes: ['byte-range'] });
  });

  test('[S10] a signature dictionary with two byte ranges is not read', async () => {
    const twice = await signedForgery(
      certified,
      'party-1',
      ayu,
      replacing(/\/Type \/Sig\b/, /\n>>$/, '\n/ByteRange [0 1 2 3] >>'),
    );
    expect(await verdictOn(twice)).toMatchObject({ verdict: 'invalid', codes: ['broken-structure'] });
  });
});
