import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { der, readDer, readMembers, type DerElement } from '#signing/der';
import { signablePdf } from '#support/signable-pdf';
import { certifiedPdf, signed } from '#support/signing-kit';
import { openVerifyScene, rangeIn, type VerifyScene } from '#support/verify-scene';

let kit: VerifyScene['kit'];
let ayu: VerifyScene['ayu'];
let certified: VerifyScene['certified'];
let once: VerifyScene['once'];
let verdictOn: VerifyScene['verdictOn'];

beforeAll(async () => {
  ({ kit, ayu, certified, once, verdictOn } = await openVerifyScene());
});

afterAll(() => kit[Symbol.asyncDispose]());

describe('inside a signature', () => {
  type Parts = { signedData: DerElement[]; signerInfos: DerElement };

  /** The last signature of `once`, taken apart and put together in another way; it lies outside what it signs. */
  function withCms(change: (parts: Parts) => Buffer): Buffer {
    const [, first, second] = rangeIn(once.subarray(certified.length));
    const cms = readDer(Buffer.from(once.toString('latin1', first + 1, second - 1), 'hex'))!;
    const [, wrapped] = readMembers(cms)!;
    const signedData = readMembers(readMembers(wrapped!)![0]!)!;
    const changed = change({ signedData, signerInfos: signedData.at(-1)! });
    const bytes = Buffer.from(once);
    bytes.write(changed.toString('hex').padEnd(second - first - 2, '0'), first + 1);
    return bytes;
  }

  const ID_SIGNED_DATA = Buffer.from('06092a864886f70d010702', 'hex');
  const ID_DATA = Buffer.from('06092a864886f70d010701', 'hex');
  const together = (...members: readonly Buffer[]): Buffer =>
    der(0x30, ID_SIGNED_DATA, der(0xa0, der(0x30, ...members)));

  test('[S13] put together as it was, it is valid', async () => {
    expect(
      (await verdictOn(withCms(({ signedData }) => together(...signedData.map((each) => each.whole))))).verdict,
    ).toBe('valid');
  });

  test.each<[string, (parts: Parts) => Buffer, string]>([
    [
      'two signers',
      ({ signedData, signerInfos }) =>
        together(
          ...signedData.slice(0, -1).map((each) => each.whole),
          der(0x31, signerInfos.content, signerInfos.content),
        ),
      'cms-malformed',
    ],
    [
      'no signer',
      ({ signedData }) => together(...signedData.slice(0, -1).map((each) => each.whole), der(0x31)),
      'cms-malformed',
    ],
    [
      'a content of its own',
      ({ signedData: [version, algorithms, , ...rest] }) =>
        together(
          version!.whole,
          algorithms!.whole,
          der(0x30, ID_DATA, der(0xa0, der(0x04, Buffer.from('x')))),
          ...rest.map((each) => each.whole),
        ),
      'cms-malformed',
    ],
    [
      'no certificate',
      ({ signedData: [version, algorithms, content_, , ...rest] }) =>
        together(version!.whole, algorithms!.whole, content_!.whole, ...rest.map((each) => each.whole)),
      'signer-certificate',
    ],
    [
      'something after it',
      ({ signedData }) => Buffer.concat([together(...signedData.map((each) => each.whole)), Buffer.from('x')]),
      'cms-malformed',
    ],
    ['nothing', () => Buffer.alloc(0), 'cms-malformed'],
    ['an indefinite length', () => Buffer.from('3080060130', 'hex'), 'cms-malformed'],
    ['a length beyond its end', () => Buffer.from('3083ffffff', 'hex'), 'cms-malformed'],
  ])('[S13] a signature with %s does not count', async (_, change, code) => {
    const report = await verdictOn(withCms(change));
    expect(report).toMatchObject({ verdict: 'invalid', codes: [code] });
  });

  test('[S13] a signature that was not made with the key does not count', async () => {
    const report = await verdictOn(
      withCms(({ signedData }) => {
        const cms = together(...signedData.map((each) => each.whole));
        cms[cms.length - 1] = cms.at(-1)! ^ 1;
        return cms;
      }),
    );
    expect(report).toMatchObject({ verdict: 'invalid', codes: ['signature-mismatch'] });
  });

  test('[S13] a signature from another document does not count here', async () => {
    const other = await signed(await certifiedPdf(kit, await signablePdf('Other')), 'party-1', ayu);
    const text = Buffer.from(other).toString('latin1');
    const stolen = Buffer.from(/\/Contents <(\w+)>/.exec(text.slice(text.lastIndexOf('/Type /Sig')))![1]!, 'hex');
    const report = await verdictOn(withCms(() => stolen));
    expect(report).toMatchObject({ verdict: 'invalid', modified: true, codes: ['digest-mismatch'] });
  });
});
