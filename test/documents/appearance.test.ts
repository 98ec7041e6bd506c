import { createHash } from 'node:crypto';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream, PDFRef, PDFStream } from 'pdf-lib';
import QRCode from 'qrcode';
import { expect, test } from 'vitest';
import { drawCertificationAppearance, drawSignatureAppearance } from '#documents/appearance';
import { createCanvas } from '#documents/canvas';
import { APPEARANCE_FAMILIES, facesOf } from '#documents/fonts';
import { codeName, drawQr } from '#documents/qr';
import { isRefusal } from '#contract/refusal';
import { fieldBox } from '#signing/field-box';
import type { RenderedPdf } from '#documents/render-pages';
import { pageTexts, render, runOn, sample } from './sample-document.ts';

const name = PDFName.of;

const signature = (person: string, carried?: ReadonlySet<string>) =>
  drawSignatureAppearance({
    ...(carried === undefined ? {} : { carried }),
    width: 143.76,
    height: 120,
    name: person,
    role: 'Direktur Utama',
    organisation: 'PT Sampel Tirta Investama',
    time: '18 Januari 2021 10.41.52 WIB',
    qrUrl: sample.verifyUrl,
    label: 'Tanda tangan elektronik tidak tersertifikasi',
    sample: true,
    rehearsal: false,
  }).content;

/** Puts a content stream into a field as a later revision does: same `/Resources`, other operators. */
async function withAppearance(rendered: RenderedPdf, field: string, content: Uint8Array): Promise<Uint8Array> {
  const document = await PDFDocument.load(rendered.bytes, { updateMetadata: false });
  const fields = document.catalog.lookup(name('AcroForm'), PDFDict).lookup(name('Fields'), PDFArray);
  const widget = fields.lookup(
    rendered.fields.findIndex((candidate) => candidate.name === field),
    PDFDict,
  );
  const ref = widget.lookup(name('AP'), PDFDict).get(name('N'));
  const old = document.context.lookup(ref);
  if (!(ref instanceof PDFRef) || !(old instanceof PDFRawStream))
    throw new Error('an appearance is an indirect object');
  const dict = document.context.obj({
    Type: 'XObject',
    Subtype: 'Form',
    BBox: old.dict.lookup(name('BBox'), PDFArray),
    Length: content.length,
  });
  const resources = old.dict.get(name('Resources'));
  expect(resources).toBeInstanceOf(PDFRef);
  if (resources !== undefined) dict.set(name('Resources'), resources);
  document.context.assign(ref, PDFRawStream.of(dict, content));
  return document.save({ useObjectStreams: false, updateFieldAppearances: false });
}

test('[D9] an appearance drawn before a document is typeset reads right in it, in every kind of document', async () => {
  const content = signature('José Ñuñez Nguyễn-Łukasiewicz');
  for (const facts of [sample, { ...sample, language: 'en' as const }, { ...sample, sample: false, witness: null }]) {
    const bytes = await withAppearance(await render(facts), 'party-1', content);
    const page = (await pageTexts(bytes)).at(-1);
    expect(page).toContain('José Ñuñez Nguyễn-Łukasiewicz'.slice(0, 10));
    expect(page).toContain('Łukasiewicz');
    expect(page).toContain('10.41.52 WIB');
    expect(page).toContain('Tanda tangan elektronik tidak tersertifikasi');
    await runOn(bytes, 'qpdf', (file) => ['--check', file]);
  }
});

test('[D9] appearances name only fonts that every field has', async () => {
  const document = await PDFDocument.load((await render(sample)).bytes, { updateMetadata: false });
  const fields = document.catalog.lookup(name('AcroForm'), PDFDict).lookup(name('Fields'), PDFArray);
  const faces = APPEARANCE_FAMILIES.map((family) => facesOf(family)[0]?.resource ?? '');
  const certification = drawCertificationAppearance({
    width: 143.76,
    height: 64,
    organiser: 'Žofia',
    time: '10.00',
    label: 'Disahkan',
  });
  const used = [signature('Nguyễn Łukasz'), certification.content].flatMap((content) =>
    [
      ...Buffer.from(content)
        .toString('latin1')
        .matchAll(/\/(\w+) [\d.]+ Tf/g),
    ].map(([, font]) => font),
  );
  expect(faces).toEqual(expect.arrayContaining(used));
  for (let index = 0; index < fields.size(); index += 1) {
    const stream = fields.lookup(index, PDFDict).lookup(name('AP'), PDFDict).lookup(name('N'), PDFStream);
    const fonts = stream.dict.lookup(name('Resources'), PDFDict).lookup(name('Font'), PDFDict);
    for (const face of faces) expect(fonts.has(name(face)), face).toBe(true);
  }
});

test('[D9] glyph numbers are those of the font files of this release: other files would garble what is already signed', () => {
  const digest = createHash('sha256');
  for (const family of ['sans', 'sans-bold', 'serif-bold'] as const) {
    for (const face of facesOf(family)) digest.update(JSON.stringify([face.resource, [...face.glyphs]]));
  }
  expect(digest.digest('hex')).toBe('54a7a6ad846b8c64377da8d898e4542bd8ce51d4397b41aceb7bea02e3eb64ae');
});

test.each(['A', 'Ma’ruf', 'W'.repeat(200), 'Raden Mas Panji '.repeat(13).slice(0, 200)])(
  '[D10] the name %s stays in its box',
  async (person) => {
    const rendered = await render(sample);
    const bytes = await withAppearance(rendered, 'party-1', signature(person));
    const rect = rendered.fields.find((field) => field.name === 'party-1')?.rect;
    if (rect === undefined) throw new Error('no field');
    const boxes = await runOn(bytes, 'pdftotext', (file) => ['-bbox', '-f', String(rendered.pages), file, '-']);
    const height = 841.89;
    const inside = [...boxes.matchAll(/xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">/g)]
      .map(([, ...numbers]) => numbers.map(Number) as [number, number, number, number])
      .filter(([, yMin, , yMax]) => (yMin + yMax) / 2 > height - rect[3] && (yMin + yMax) / 2 < height - rect[1])
      .filter(([xMin]) => xMin < rect[2]);
    expect(inside.length).toBeGreaterThan(5);
    for (const [xMin, , xMax] of inside) {
      expect(xMin).toBeGreaterThanOrEqual(rect[0]);
      expect(xMax).toBeLessThanOrEqual(rect[2]);
    }
  },
);

test('[D11] the rectangles are the modules of the QR code, on a painted quiet zone', () => {
  const canvas = createCanvas();
  drawQr(canvas, sample.verifyUrl, 10, 20, 42);
  const { modules } = QRCode.create(sample.verifyUrl, { errorCorrectionLevel: 'M' });
  const [first = '', ...rest] = canvas.operators;
  expect(first).toContain(`1 g -4 -4 ${modules.size + 8} ${modules.size + 8} re f`);
  const drawn = Array.from({ length: modules.size }, () => Array.from({ length: modules.size }, () => 0));
  for (const [, x, y, width] of rest.join(' ').matchAll(/(\d+) (\d+) (\d+) 1 re/g)) {
    const row = drawn[modules.size - 1 - Number(y)];
    row?.fill(1, Number(x), Number(x) + Number(width));
  }
  expect(drawn.flat()).toEqual(Array.from(modules.data, Number));
});

test('[D95] a field shows the code that the document carries, as it would draw it itself', async () => {
  const rendered = await render(sample);
  const box = fieldBox(rendered.bytes, 'party-1');
  if (isRefusal(box)) throw new Error('no field');
  expect([...box.carried]).toContain(codeName(sample.verifyUrl));
  expect(signature('Ayu', new Set([codeName(`${sample.verifyUrl}x`)]))).toEqual(signature('Ayu'));
  const [carried, drawn] = [signature('Ayu', box.carried), signature('Ayu')];
  expect(carried.length).toBeLessThan(drawn.length / 3);
  const pictures: string[] = [];
  for (const content of [carried, drawn]) {
    const bytes = await withAppearance(rendered, 'party-1', content);
    const picture = await runOn(bytes, 'pdftoppm', (file) => [
      '-r',
      '150',
      '-mono',
      '-f',
      String(rendered.pages),
      file,
    ]);
    pictures.push(picture);
  }
  expect(pictures[0]).toBe(pictures[1]);
  const without = await withAppearance(rendered, 'party-1', Buffer.from('\n'));
  expect(
    await runOn(without, 'pdftoppm', (file) => ['-r', '150', '-mono', '-f', String(rendered.pages), file]),
  ).not.toBe(pictures[0]);
});
