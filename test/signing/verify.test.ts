import 'reflect-metadata';
import { X509CrlGenerator, X509Certificate as ParsedCertificate } from '@peculiar/x509';
import * as fc from 'fast-check';
import { PDFDocument } from 'pdf-lib';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sign } from '#client/signing/request.ts';
import { cmsOf } from '#signing/cms';
import { completeSignature } from '#signing/complete';
import { der, readDer, readMembers, type DerElement } from '#signing/der';
import type { NewObject } from '#signing/revision-writer';
import { signatureAlgorithm } from '#signing/signature-algorithm';
import { signedAttributes } from '#signing/signed-attributes';
import { verifyPdf, type VerifyOptions, type VerifyReport } from '#signing/verify';
import { manySignatures, revisionsOf } from '#support/costly-pdf';
import { appended, forged, objectLike, replacing } from '#support/revision-forge';
import { signablePdf } from '#support/signable-pdf';
import {
  AT,
  certifiedPdf,
  fullySigned,
  openSigningKit,
  prepared,
  signatureOver,
  signed,
  unrefused,
  type Signatory,
  type SigningKit,
} from '#support/signing-kit';

let kit: SigningKit;
let ayu: Signatory;
let budi: Signatory;
let rendered: Buffer;
let certified: Buffer;
let once: Buffer;
let good: Buffer;

beforeAll(async () => {
  kit = await openSigningKit();
  [ayu, budi] = [await kit.signatory('Ayu'), await kit.signatory('Budi')];
  rendered = Buffer.from(await signablePdf());
  certified = Buffer.from(await certifiedPdf(kit, rendered));
  once = Buffer.from(await signed(certified, 'party-1', ayu));
  good = Buffer.from(await fullySigned(kit));
});

afterAll(() => kit[Symbol.asyncDispose]());

async function judge(bytes: Uint8Array, options: Partial<VerifyOptions> = {}): Promise<VerifyReport> {
  const report = await verifyPdf(bytes, { roots: [kit.authority.rootPem], now: AT, ...options });
  if ('unreadable' in report) throw new Error(report.problem);
  return report;
}

const codes = (report: VerifyReport): string[] =>
  [...report.problems, ...report.signatures.flatMap(({ problems }) => problems)].map((text) => text.split(':')[0]!);

/** Verdict and codes, for files that must not pass. */
async function verdictOn(bytes: Uint8Array, options: Partial<VerifyOptions> = {}) {
  const report = await judge(bytes, options);
  return { verdict: report.verdict, modified: report.modifiedAfterSigning, codes: codes(report) };
}

/** `document` with a revision prepared for `field`, changed by a lying server and signed all the same by a real signatory. */
async function signedForgery(
  document: Buffer,
  field: string,
  signatory: Signatory,
  change: (objects: NewObject[]) => NewObject[],
): Promise<Buffer> {
  const segment = forged(document, prepared(document, field, signatory.name).segment, change);
  const revision = { ...prepared(document, field, signatory.name), segment, byteRange: rangeIn(segment) };
  const outcome = completeSignature({
    document,
    prepared: segment,
    certificate: signatory.certificate,
    chain: signatory.chain,
    signature: await signatureOver(document, revision, signatory),
  });
  return Buffer.concat([document, unrefused(outcome).segment]);
}

function rangeIn(segment: Buffer): [0, number, number, number] {
  const found = /\/ByteRange \[0 (\d+) (\d+) (\d+)\]/.exec(segment.toString('latin1'))!.slice(1).map(Number);
  return [0, found[0]!, found[1]!, found[2]!];
}

const content = (document: Buffer): NewObject => ({
  number: objectLike(document, /^<<\n\/Filter \/FlateDecode/).number,
  body: '<< /Length 33 >>\nstream\nBT /Helvetica 40 Tf (Rp 1) Tj ET   \nendstream',
});

test('[S13] a file with certification, two parties and a witness is valid, each signature with its signer', async () => {
  const report = await judge(good);
  expect(report).toMatchObject({ verdict: 'valid', issued: null, modifiedAfterSigning: false, problems: [] });
  expect(report.signatures.map(({ field, name, certifies }) => [field, name, certifies])).toEqual([
    ['certification', 'Badan Contoh', true],
    ['party-1', 'Ayu', false],
    ['party-2', 'Budi', false],
    ['witness-1', 'Citra', false],
  ]);
  expect(report.signatures[1]).toEqual({
    field: 'party-1',
    name: 'Ayu',
    organisation: 'PT Contoh Ayu',
    role: 'Direktur / Director',
    time: AT.toISOString(),
    level: 'B-B',
    valid: true,
    problems: [],
    certifies: false,
    revokedLater: null,
    attestedBy: 'signer',
    attestedByName: null,
    provenAt: null,
    timestamps: [],
    path: ['Ayu', 'Teken Badan Contoh Issuing', 'Teken Badan Contoh Root'],
    revocation: [],
    locks: null,
  });
  expect((await judge(Buffer.concat([good, Buffer.from('\n')]))).verdict).toBe('valid');
  expect((await judge(good, { issued: true })).issued).toBe(true);
});

describe('what carries no signature, or is no PDF', () => {
  test('[S9] without a signature the verdict is open', async () => {
    expect(await verdictOn(rendered)).toEqual({ verdict: 'indeterminate', modified: false, codes: ['no-signature'] });
  });

  test('[S9] a PDF of another kind is not judged', async () => {
    const pdf = await PDFDocument.create();
    pdf.addPage();
    expect((await verdictOn(await pdf.save())).codes).toEqual(['unsupported-structure']);
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
    ['the beginning of a PDF', Buffer.from('%PDF-1.7\n')],
    ['bytes before the beginning', Buffer.from('x%PDF-1.7\nxref')],
    ['too much', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(26 * 1024 * 1024)])],
  ])('[S9] %s is unreadable', async (_, bytes) => {
    expect(await verifyPdf(bytes, { roots: [], now: AT })).toMatchObject({ unreadable: true });
  });
});

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

const reference = (permits: number): string =>
  `\n/Reference [<< /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /V /1.2 /P ${permits} >> >>] >>`;

describe('certification', () => {
  test('[S11] a certification that the catalogue does not name is none', async () => {
    const bytes = await signedForgery(rendered, 'party-1', ayu, replacing(/\/Type \/Sig\b/, /\n>>$/, reference(2)));
    expect(await verdictOn(bytes)).toMatchObject({ verdict: 'invalid', codes: ['certification-mismatch'] });
  });

  test('[S11] P=1 forbids every signature after it', async () => {
    const catalogue = objectLike(rendered, /\/Type \/Catalog/);
    const first = await signedForgery(rendered, 'party-1', ayu, (objects) => {
      const signature = objects.find((object) => /\/Type \/Sig\b/.test(String(object.body)))!;
      const perms = `/Perms << /DocMDP ${signature.number} 0 R >> >>`;
      return [
        ...replacing(/\/Type \/Sig\b/, /\n>>$/, reference(1))(objects),
        { number: catalogue.number, body: catalogue.body.replace(/>>$/, perms) },
      ];
    });
    expect(await verdictOn(first)).toMatchObject({ verdict: 'valid' });
    const second = Buffer.from(await signed(first, 'party-2', budi));
    expect(await verdictOn(second)).toMatchObject({ verdict: 'invalid', codes: ['certification-forbids'] });
  });

  test('[S11] a second certification is a forbidden change', async () => {
    const bytes = await signedForgery(once, 'party-2', budi, replacing(/\/Type \/Sig\b/, /\n>>$/, reference(2)));
    expect((await verdictOn(bytes)).codes).toEqual(['forbidden-change', 'certification-mismatch']);
  });
});

const refused = (...problems: string[]) => ({ verdict: 'invalid', modified: true, codes: problems });

describe('changes after signing', () => {
  test.each<[string, () => Buffer, string[]]>([
    ['bytes after the end', () => Buffer.concat([good, Buffer.from('\n% nothing\n')]), ['bytes-after-end']],
    [
      'objects after the end',
      () => Buffer.concat([good, Buffer.from('\n99 0 obj\n<< >>\nendobj\n')]),
      ['bytes-after-end'],
    ],
    ['a second end of file', () => Buffer.concat([good, Buffer.from('\n%%EOF')]), ['bytes-after-end']],
    ['other page contents in a new revision', () => appended(good, [content(good)]), ['unsigned-revision']],
    ['an empty revision', () => appended(good, []), ['unsigned-revision']],
    [
      'a signature taken out of its field',
      () => {
        const { number, body } = objectLike(good.subarray(once.length), /\/T \(party-2\)/);
        return appended(good, [{ number, body: body.replace(/\/V \d+ 0 R/, '') }]);
      },
      ['signature-removed', 'unsigned-revision'],
    ],
    [
      'a form without its fields',
      () => {
        const { number, body } = objectLike(good.subarray(rendered.length), /\/Type \/Catalog/);
        return appended(good, [{ number, body: body.replace(/\/Fields \[.*?\]/, '/Fields []') }]);
      },
      ['signature-removed', 'unsigned-revision'],
    ],
  ])('[S12] %s', async (_, change, problems) => {
    expect(await verdictOn(change())).toEqual(refused(...problems));
  });

  test('[S12] a file cut back to an earlier signature is what was valid then', async () => {
    expect(await verdictOn(once)).toMatchObject({ verdict: 'valid', modified: false });
    expect((await verdictOn(once.subarray(0, -3))).verdict).toBe('invalid');
  });

  test('[S12] a library that rewrites the file destroys its signatures, and that is seen', async () => {
    const pdf = await PDFDocument.load(good);
    expect((await verdictOn(await pdf.save({ useObjectStreams: false }))).verdict).toBe('invalid');
  });

  test.each<[string, (objects: NewObject[]) => NewObject[]]>([
    ['replaces the page (shadow attack)', (objects) => [...objects, content(certified)]],
    [
      'replaces the page instead of its own drawing',
      ([field, signature]) => {
        const kept = /\/AP <<[^>]*>>/.exec(objectLike(certified, /\/T \(party-1\)/).body)![0];
        const body = String(field!.body).replace(/\/AP <<[^>]*>>/, kept);
        return [{ ...field!, body }, signature!, content(certified)];
      },
    ],
    [
      'puts its drawing in the place of the page',
      ([field, signature, form]) => [
        { ...field!, body: String(field!.body).replace(/\/AP << \/N \d+/, '/AP << /N 6') },
        signature!,
        { ...form!, number: 6 },
      ],
    ],
    ['replaces a font', (objects) => [...objects, { number: 5, body: '<< /Type /Font /Subtype /Type3 >>' }]],
    ['brings an object that nothing needs', (objects) => [...objects, { number: 999, body: '<< /Length 1 >>' }]],
    ['moves the field', replacing(/\/Widget/, /\/Rect \[[^\]]*\]/, '/Rect [0 0 595 842]')],
    ['shows the field no longer', replacing(/\/Widget/, /\/F 132/, '/F 134')],
    ['renames the field', replacing(/\/Widget/, '(party-1)', '(party-7)')],
    ['gives the field an action', replacing(/\/Widget/, /\/F 132/, '/F 132 /A << /S /JavaScript >>')],
    ['enlarges the drawing', replacing(/\/Form/, /\/BBox \[[^\]]*\]/, '/BBox [0 0 23 7]')],
    ['turns the drawing', replacing(/\/Form/, '/FormType 1', '/FormType 1 /Matrix [9 0 0 9 0 0]')],
    ['draws with other fonts', replacing(/\/Form/, '/F1 5 0 R', '/F1 6 0 R')],
    ['adds a drawing for the pointer', replacing(/\/Widget/, /\/AP << /, '/AP << /R 7 0 R ')],
    ['brings a reference of its own', replacing(/\/Type \/Sig\b/, /\n>>$/, '\n/Reference [] >>')],
    ['takes the drawing of another field', replacing(/\/Widget/, /\/AP << \/N \d+ 0 R/, '/AP << /N 7 0 R')],
  ])('[S12] a signed revision that %s is a forbidden change', async (_, change) => {
    const bytes = await signedForgery(certified, 'party-1', ayu, change);
    const report = await verdictOn(bytes);
    expect(report).toMatchObject({ verdict: 'invalid', modified: true });
    expect(report.codes).toContain('forbidden-change');
  });

  test('[S12] before the first signature a revision may be anything', async () => {
    const changed = appended(rendered, [content(rendered)]);
    const bytes = await certifiedPdf(kit, changed);
    expect((await verdictOn(bytes)).verdict).toBe('valid');
  });
});

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

describe('certificates', () => {
  const year = 366 * 86_400_000;

  test('[S14] an unknown root leaves the verdict open', async () => {
    await using stranger = await openSigningKit();
    const report = await verdictOn(good, { roots: [stranger.authority.root] });
    expect(report).toMatchObject({ verdict: 'indeterminate', modified: false });
    expect(new Set(report.codes)).toEqual(new Set(['unknown-root']));
    expect((await verdictOn(good, { roots: [] })).verdict).toBe('indeterminate');
    expect((await verdictOn(good, { roots: [stranger.authority.root, kit.authority.root] })).verdict).toBe('valid');
  });

  test('[S14] what is changed stays invalid whoever signed it', async () => {
    expect((await verdictOn(appended(good, [content(good)]), { roots: [] })).verdict).toBe('invalid');
  });

  test('[S14] a certificate that has expired since leaves the verdict open', async () => {
    const report = await verdictOn(good, { now: new Date(AT.getTime() + year) });
    expect(report.verdict).toBe('indeterminate');
    expect(new Set(report.codes)).toEqual(new Set(['certificate-expired']));
  });

  test('[S14] a time outside the certificate, and one that is yet to come, count against it', async () => {
    const early = await signed(certified, 'party-1', ayu, new Date(AT.getTime() - 86_400_000));
    expect((await verdictOn(early)).codes).toEqual(['certificate-not-valid-then']);
    const late = await signed(certified, 'party-1', ayu, new Date(AT.getTime() + 86_400_000));
    expect((await verdictOn(late)).codes).toEqual(['time-in-future']);
  });

  test('[S14] an authority is no signatory', async () => {
    const [issuing] = kit.authority.chain;
    const report = await verdictOn(good, { roots: [issuing!] });
    // Trusting the issuing authority alone is enough of a root; trusting a signatory is not.
    expect(report.verdict).toBe('valid');
    expect((await verdictOn(once, { roots: [ayu.certificate] })).codes).toContain('unknown-root');
  });

  test('[S14] a certificate that was revoked before counts against it, one revoked later does not', async () => {
    const pem = await readFile(join(kit.folder, 'keys', 'issuing.key.pem'), 'utf8');
    const pkcs8 = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
    const signingKey = await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
    const revokedAt = async (revocationDate: Date): Promise<Uint8Array> => {
      const crl = await X509CrlGenerator.create({
        issuer: new ParsedCertificate(Uint8Array.from(kit.authority.chain[0]!)).subjectName,
        thisUpdate: AT,
        nextUpdate: new Date(AT.getTime() + 86_400_000),
        signingAlgorithm: algorithm,
        signingKey,
        entries: [{ serialNumber: ayu.serialNumber, revocationDate }],
      });
      return new Uint8Array(crl.rawData);
    };
    const before = await revokedAt(new Date(AT.getTime() - 1000));
    expect((await verdictOn(once, { crls: [before] })).codes).toEqual(['certificate-revoked']);
    const after = await revokedAt(new Date(AT.getTime() + 60_000));
    expect((await verdictOn(once, { crls: [after] })).verdict).toBe('valid');
    expect((await verdictOn(once, { crls: [await kit.authority.crl(AT, [])] })).verdict).toBe('valid');
  });

  test('[S32] revoked in the second of signing or later: still good, and told; a second before: not', async () => {
    expect(await revokedAfter(-1)).toEqual(['invalid', null, null]);
    expect(await revokedAfter(0)).toEqual(['valid', null, { at: AT.toISOString(), reason: 'superseded' }]);
    expect(await revokedAfter(60, 'device-lost')).toEqual([
      'valid',
      null,
      { at: new Date(AT.getTime() + 60_000).toISOString(), reason: 'key-compromise' },
    ]);
  });
});

/** What is said of the signatures when the signatory's certificate is revoked so many seconds after signing. */
const revokedAfter = async (seconds: number, reason: 'superseded' | 'device-lost' = 'superseded') => {
  const at = new Date(AT.getTime() + seconds * 1000 + 400);
  const list = await kit.authority.crl(new Date(AT.getTime() + 3_600_000), [
    { serial: 'a1', at: AT, reason: 'cessation' },
    { serial: ayu.serialNumber, at, reason },
  ]);
  const report = await verifyPdf(once, { roots: [kit.authority.root], crls: [list], now: AT });
  if ('unreadable' in report) throw new Error(report.problem);
  return [report.verdict, ...report.signatures.map(({ revokedLater }) => revokedLater)];
};

const line = (offset: number): string => `${String(offset).padStart(10, '0')} 00000 n \n`;

function loopingForm(): string {
  const body = '%PDF-1.7\n1 0 obj\n<< /AcroForm << /Fields [2 0 R] >> >>\nendobj\n';
  const field = '2 0 obj\n<< /T (a) /Kids [2 0 R] >>\nendobj\n';
  return `${body}${field}xref\n1 2\n${line(9)}${line(body.length)}trailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n${body.length + field.length}\n%%EOF`;
}

const withTrailer = (trailer: string): Buffer =>
  Buffer.from(`%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n${trailer}\nstartxref\n9\n%%EOF`);

describe('bytes from outside', () => {
  test('[S16] whatever is changed in the signed bytes: never valid, never an exception', async () => {
    const [, first, second, length] = rangeIn(good.subarray(good.lastIndexOf('/Type /Sig')));
    const covered = fc.oneof(
      fc.integer({ min: 0, max: first - 1 }),
      fc.integer({ min: second, max: second + length - 1 }),
    );
    await fc.assert(
      fc.asyncProperty(covered, fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const bytes = Buffer.from(good);
        bytes[at] = bytes[at]! ^ mask;
        const report = await verifyPdf(bytes, { roots: [kit.authority.rootPem], now: AT });
        expect('unreadable' in report ? at < 5 : report.verdict === 'invalid').toBe(true);
      }),
      { numRuns: 80 },
    );
  });

  test('[S16] certificates inside a signature that are damaged anywhere', async () => {
    const start = once.lastIndexOf('/Contents <') + 11;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 1900 }), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const bytes = Buffer.from(once);
        const digits = start + at * 2;
        const byte = Number.parseInt(bytes.toString('latin1', digits, digits + 2), 16) ^ mask;
        bytes.write(byte.toString(16).padStart(2, '0'), digits);
        // It lies outside what is signed: what counts is that nobody else appears as the signer.
        const report = await judge(bytes);
        if (report.verdict === 'valid') expect(report.signatures[1]).toMatchObject({ name: 'Ayu', valid: true });
      }),
      { numRuns: 80 },
    );
  });

  test('[S16] cut, doubled or put together at random: never valid, never an exception', async () => {
    const at = fc.integer({ min: 0, max: good.length });
    await fc.assert(
      fc.asyncProperty(at, at, at, async (a, b, c) => {
        const bytes = Buffer.concat([good.subarray(0, a), good.subarray(b), good.subarray(c)]);
        const report = await verifyPdf(bytes, { roots: [kit.authority.rootPem], now: AT });
        if (!('unreadable' in report) && report.verdict === 'valid') expect(bytes.equals(good)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test.each<[string, () => Buffer]>([
    ['deep nesting', () => withTrailer('['.repeat(2_000_000))],
    ['a loop of revisions', () => withTrailer('<< /Size 1 /Prev 9 >>')],
    [
      'two million objects',
      () => Buffer.from(`%PDF-1.7\nxref\n0 9999999\n${'0000000000 00000 n \n'.repeat(400_000)}startxref\n9\n%%EOF`),
    ],
    ['endless space', () => withTrailer(`<< /Size 1 /Root 1 0 R >>${' '.repeat(20_000_000)}`)],
    ['an endless string', () => withTrailer(`<< /Size 1 /ID (${'('.repeat(10_000_000)} >>`)],
    ['a form that holds itself', () => Buffer.from(loopingForm())],
    ['an endless name that every revision reads again', () => revisionsOf(`/${'a'.repeat(10_000_000)}`, 60)],
    [
      'an endless hexadecimal string that every revision reads again',
      () => revisionsOf(`<${'0'.repeat(10_000_000)}>`, 60),
    ],
    ['hundreds of signatures over much', () => manySignatures(900, 20_000_000)],
  ])('[S16] %s costs little', async (_, make) => {
    const bytes = make();
    const start = process.cpuUsage();
    await verifyPdf(bytes, { roots: [], now: AT });
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(2500);
  });
});
