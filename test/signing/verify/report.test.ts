import { createHash } from 'node:crypto';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyPdf } from '#signing/verify';
import { AT } from '#support/signing-kit';
import { openVerifyScene, type VerifyScene } from '#support/verify-scene';

let kit: VerifyScene['kit'];
let rendered: VerifyScene['rendered'];
let good: VerifyScene['good'];
let judge: VerifyScene['judge'];
let verdictOn: VerifyScene['verdictOn'];

beforeAll(async () => {
  ({ kit, rendered, good, judge, verdictOn } = await openVerifyScene());
});

afterAll(() => kit[Symbol.asyncDispose]());

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
    reason: 'Setuju / Agreed',
    certificate: {
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      issuerSha256: createHash('sha256').update(kit.authority.chain[0]!).digest('hex'),
      rootSha256: createHash('sha256').update(kit.authority.root).digest('hex'),
      holder: expect.stringMatching(/^TKN-/),
    },
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
