import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NewObject } from '#signing/revision-writer';
import { signedForgery } from '#support/attacks/certification';
import { appended, objectLike, replacing } from '#support/revision-forge';
import { certifiedPdf } from '#support/signing-kit';
import { openVerifyScene, type VerifyScene } from '#support/verify-scene';

let kit: VerifyScene['kit'];
let ayu: VerifyScene['ayu'];
let rendered: VerifyScene['rendered'];
let certified: VerifyScene['certified'];
let once: VerifyScene['once'];
let good: VerifyScene['good'];
let verdictOn: VerifyScene['verdictOn'];

beforeAll(async () => {
  ({ kit, ayu, rendered, certified, once, good, verdictOn } = await openVerifyScene());
});

afterAll(() => kit[Symbol.asyncDispose]());

const content = (document: Buffer): NewObject => ({
  number: objectLike(document, /^<<\n\/Filter \/FlateDecode/).number,
  body: '<< /Length 33 >>\nstream\nBT /Helvetica 40 Tf (Rp 1) Tj ET   \nendstream',
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
