import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { derOf } from '#signing/verify/certificate';
import { der, readDer, readMembers, type DerElement } from '#signing/der';
import { signablePdf } from '#support/signable-pdf';
import { certifiedPdf, openSigningKit, signed } from '#support/signing-kit';
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

const inInfo = (signerInfos: DerElement, change: (info: Buffer[]) => Buffer[]): Buffer =>
  der(0x31, der(0x30, ...change(readMembers(readMembers(signerInfos)![0]!)!.map((each) => each.whole))));

const withBitFlipped = (certificate: Uint8Array, at: number): Buffer => {
  const copy = Buffer.from(certificate);
  copy[at < 0 ? copy.length + at : at]! ^= 1;
  return copy;
};

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

  const SHA384 = Buffer.from('300b0609608648016503040202', 'hex');
  const withInfo =
    (change: (info: Buffer[]) => Buffer[]) =>
    ({ signedData, signerInfos }: Parts): Buffer =>
      together(...signedData.slice(0, -1).map((each) => each.whole), inInfo(signerInfos, change));
  const withMember =
    (index: number, changed: Buffer, ...more: readonly Buffer[]) =>
    ({ signedData }: Parts): Buffer =>
      together(...signedData.flatMap((each, at) => (at === index ? [changed, ...more] : [each.whole])));
  const ATTRIBUTE = Buffer.from('06032a0304', 'hex');

  test.each<[string, (parts: Parts) => Buffer]>([
    ['another digest stated than the signer’s', withMember(1, der(0x31, SHA384))],
    ['no digest stated', withMember(1, der(0x31))],
    [
      'two digests stated',
      ({ signedData }) =>
        withMember(1, der(0x31, signedData[1]!.content, SHA384))({ signedData, signerInfos: signedData[0]! }),
    ],
    ['a version that is none', withMember(0, der(0x02, Buffer.of(2)))],
    ['the version of another kind of signer', withInfo(([, ...rest]) => [der(0x02, Buffer.of(3)), ...rest])],
    ['a version that is no number', withInfo(([, ...rest]) => [der(0x03, Buffer.of(1)), ...rest])],
    [
      'a serial number that is no number',
      withInfo(([version, identifier, ...rest]) => {
        const [issuer, serial] = readMembers(readDer(identifier!)!)!;
        return [version!, der(0x30, issuer!.whole, der(0x03, serial!.content)), ...rest];
      }),
    ],
    [
      'more than issuer and serial number',
      withInfo(([version, identifier, ...rest]) => [
        version!,
        der(0x30, readDer(identifier!)!.content, der(0x02, Buffer.of(1))),
        ...rest,
      ]),
    ],
    [
      'parameters of a digest that has none',
      withInfo(([version, identifier, , ...rest]) => [
        version!,
        identifier!,
        Buffer.from('300d06096086480165030402010400', 'hex'),
        ...rest,
      ]),
    ],
    [
      'an unsigned attribute of three parts',
      withInfo((info) => [...info, der(0xa1, der(0x30, ATTRIBUTE, der(0x31, SHA384), SHA384))]),
    ],
    ['an unsigned attribute without values', withInfo((info) => [...info, der(0xa1, der(0x30, ATTRIBUTE, SHA384))])],
    [
      'a revocation list that is none',
      ({ signedData }) =>
        together(
          ...signedData.slice(0, -1).map((each) => each.whole),
          der(0xa1, der(0x30, SHA384)),
          signedData.at(-1)!.whole,
        ),
    ],
  ])('[S146] a signature with %s does not count, though nobody signed that part', async (_, change) => {
    expect(await verdictOn(withCms(change))).toMatchObject({ verdict: 'invalid', codes: ['cms-malformed'] });
  });

  test('[S146] what other signers write besides is no fault', async () => {
    const list = await kit.authority.crl(kit.now, [], kit.now);
    const change = ({ signedData, signerInfos }: Parts): Buffer =>
      together(
        ...signedData.slice(0, 1).map((each) => each.whole),
        // SHA-256 with NULL.
        der(0x31, Buffer.from('300d06096086480165030402010500', 'hex')),
        ...signedData.slice(2, -1).map((each) => each.whole),
        der(0xa1, Buffer.from(list)),
        inInfo(signerInfos, (info) => [...info, der(0xa1, der(0x30, ATTRIBUTE, der(0x31, SHA384)))]),
      );
    expect((await verdictOn(withCms(change))).verdict).toBe('valid');
  });

  const carrying = (more: Uint8Array) =>
    withCms(({ signedData }) =>
      together(...signedData.map((each) => (each.tag === 0xa0 ? der(0xa0, each.content, more) : each.whole))),
    );

  test('[S147] a changed copy of an issuer makes the file invalid, whatever was changed in it', async () => {
    const [issuing] = kit.authority.chain as [Uint8Array];
    const bytes = Buffer.from(issuing);
    const issuerAt = bytes.indexOf('Teken');
    for (const at of [-1, issuerAt, bytes.indexOf('Teken', issuerAt + 5)]) {
      const report = await verdictOn(carrying(withBitFlipped(issuing, at)));
      expect(report, `byte ${at}`).toMatchObject({ verdict: 'invalid', codes: ['certificate-damaged'] });
    }
  });

  test('[S147] whose issuer is not known, and what leads to the root, is no fault', async () => {
    await using other = await openSigningKit();
    const budi = await other.signatory('Budi');
    for (const more of [budi.certificate, derOf(kit.authority.root, 'CERTIFICATE')]) {
      expect(await verdictOn(carrying(more))).toMatchObject({ verdict: 'valid', codes: [] });
    }
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
