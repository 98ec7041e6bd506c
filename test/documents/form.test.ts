import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { degrees, PDFDict, PDFDocument, PDFName, PDFString } from 'pdf-lib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { foreignFontsOf } from '#documents/foreign-fonts';
import { renderAgreement } from '#documents/render-agreement';
import { loadTemplate } from '#documents/template';
import { type FormChange, sampleForm, sampleFormTemplate, withPlaces } from '#support/sample-form';
import { pageTexts, render, runOn, sample } from './sample-document.ts';

let place: string;

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'teken-form-'));
});

afterEach(() => rm(place, { recursive: true }));

const AT = new Date('2021-01-18T01:30:00Z');
const documentId = new Uint8Array(16).fill(0x5a);

const load = async (change?: FormChange) => loadTemplate(await sampleFormTemplate(place, change));

const ofForm = ({ catalog }: PDFDocument) => catalog.lookup(PDFName.of('AcroForm'), PDFDict);

test('[D65] a form keeps its pages; its fields are filled in our letters, and gone', async () => {
  const template = await load();
  const [first, second] = sample.parties;
  if (first === undefined || second === undefined) throw new Error('no parties');
  const facts = { ...sample, sample: false, parties: [{ ...first, name: 'PT Đặng Şãmpel' }, second] };
  const { bytes, pages, fields } = await renderAgreement(facts, { template, at: AT, documentId });
  expect(pages).toBe(2);
  const [front = '', back = ''] = await pageTexts(bytes);
  expect(front).toContain('FORMULIR PERJANJIAN KERJA SAMA (CONTOH)');
  expect(front).toContain('PT Đặng Şãmpel, perusahaan penanaman modal asing (PMA), usaha besar');
  expect(front).toContain('empat miliar dua ratus lima puluh juta rupiah');
  expect(front.replaceAll(' ', '')).toContain('9120000000057');
  expect(back).toContain('LEMBAR TANDA TANGAN');
  // D1: the organiser's certification first, then everyone who signs, then what is not seen.
  const names = ['certification', 'party-1', 'party-2', 'witness-1', 'seal-1', 'archive-1'];
  expect(fields.map(({ name }) => name)).toEqual(names);
  const written = await PDFDocument.load(bytes, { updateMetadata: false });
  expect(
    written
      .getForm()
      .getFields()
      .map((field) => field.getName()),
  ).toEqual(names);
  expect(ofForm(written).lookup(PDFName.of('SigFlags'))?.toString()).toBe('3');
  const again = await renderAgreement(facts, { template, at: AT, documentId });
  expect(Buffer.from(again.bytes).equals(bytes)).toBe(true);
});

test('[D65] a box is ticked or not as its condition holds', async () => {
  const template = await load();
  const ticked = async (kind: 'contract' | 'pre-contract') => {
    const { bytes } = await renderAgreement({ ...sample, sample: false, kind }, { template, at: AT, documentId });
    const plain = await runOn(bytes, 'qpdf', (file) => ['--qdf', '--object-streams=disable', file, '-']);
    // The strokes of the crosses begin in the boxes, which stand at 380 and at 350 points.
    return [...plain.matchAll(/^9\d\.?\d* (3[5-9]\d)\.?\d* m /gm)].map(([, y]) => (Number(y) < 380 ? 350 : 380));
  };
  expect(await ticked('contract')).toEqual([380]);
  expect(await ticked('pre-contract')).toEqual([350]);
});

test('[D66] no script, action, link or attachment of a form comes along', async () => {
  const template = await load({
    pdf: (document) => void document.attach(new Uint8Array([1]), 'rahasia.txt', { mimeType: 'text/plain' }),
  });
  const { bytes } = await renderAgreement(sample, { template, at: AT, documentId });
  const plain = await runOn(bytes, 'qpdf', (file) => ['--qdf', '--object-streams=disable', file, '-']);
  expect(plain).toContain('/Subtype /Widget');
  for (const word of ['JavaScript', '/AA', '/OpenAction', '/URI', 'rahasia', '/XFA', '/Link']) {
    expect(plain).not.toContain(word);
  }
});

test.each<[string, (document: PDFDocument) => void, RegExp]>([
  [
    'XFA only',
    (document) => {
      ofForm(document).set(PDFName.of('XFA'), PDFString.of('x'));
      document.catalog.set(PDFName.of('NeedsRendering'), document.context.obj(true));
    },
    /form\.pdf:1:1: the form is XFA only/,
  ],
  ['layers', ({ catalog, context }) => catalog.set(PDFName.of('OCProperties'), context.obj({})), /has layers/],
  ['signed', ({ catalog, context }) => catalog.set(PDFName.of('Perms'), context.obj({})), /is signed already/],
  [
    'rotated',
    (document) => document.getPage(1).node.set(PDFName.of('Rotate'), document.context.obj(90)),
    /page 2 is rotated/,
  ],
  [
    'a note laid over a page',
    (document) => {
      const note = { Type: 'Annot', Subtype: 'FreeText', Rect: [60, 60, 120, 80] };
      document.getPage(0).node.addAnnot(document.context.register(document.context.obj(note)));
    },
    /page 1 has a note or drawing of the kind FreeText/,
  ],
])('[D66] a form that is or has %s is refused with a sentence', async (_, pdf, sentence) => {
  await expect(load({ pdf })).rejects.toThrow(sentence);
});

test('[D66] a form that is encrypted, or no PDF, is refused with a sentence', async () => {
  const folder = await sampleFormTemplate(place);
  const locked = await runOn(
    await PDFDocument.load(await sampleBytes(folder)).then((pdf) => pdf.save()),
    'qpdf',
    (file) => ['--encrypt', 'a', 'b', '256', '--', file, join(folder, 'form.pdf')],
  );
  expect(locked).toBe('');
  await expect(loadTemplate(folder)).rejects.toThrow('own-form/form.pdf:1:1: the form is encrypted');
  await writeFile(join(folder, 'form.pdf'), 'no form');
  await expect(loadTemplate(folder)).rejects.toThrow('own-form/form.pdf:1:1: this is no PDF that can be read');
});

test('[D92] a signature outside of what is seen of a page is refused, whoever crops or turns it', async () => {
  const folder = await sampleFormTemplate(place);
  const pdf = await PDFDocument.load(await sampleBytes(folder));
  for (const page of pdf.getPages()) page.setCropBox(0, 0, 595, 300);
  await writeFile(join(folder, 'form.pdf'), await pdf.save());
  await expect(loadTemplate(folder)).rejects.toThrow(/place of "[\w-]+" is not on what is seen of page 2/);
  for (const page of pdf.getPages()) page.setCropBox(595, 842, -595, -842);
  await writeFile(join(folder, 'form.pdf'), await pdf.save());
  await expect(loadTemplate(folder)).resolves.toMatchObject({ kind: 'form' });
  for (const page of pdf.getPages()) page.setRotation(degrees(90));
  await writeFile(join(folder, 'form.pdf'), await pdf.save());
  await expect(loadTemplate(folder)).rejects.toThrow('is rotated');
});

test('[D93] a file of a template that is a link, no file or too large is refused by name and not read', async () => {
  const folder = await sampleFormTemplate(place);
  await writeFile(join(place, 'elsewhere.pdf'), await sampleBytes(folder));
  await rm(join(folder, 'form.pdf'));
  await symlink(join(place, 'elsewhere.pdf'), join(folder, 'form.pdf'));
  await expect(loadTemplate(folder)).rejects.toThrow('own-form/form.pdf:1:1: is a link to another place');
  await rm(join(folder, 'form.pdf'));
  await mkdir(join(folder, 'form.pdf'));
  await expect(loadTemplate(folder)).rejects.toThrow('own-form/form.pdf:1:1: is not a file');
  await rm(join(folder, 'form.pdf'), { recursive: true });
  await writeFile(join(folder, 'form.pdf'), '');
  await truncate(join(folder, 'form.pdf'), 3_000_000_000);
  await truncate(join(folder, 'sample.json'), 3_000_000);
  const told = loadTemplate(folder);
  await expect(told).rejects.toThrow('own-form/form.pdf:1:1: is larger than 20 MB');
  await expect(told).rejects.toThrow('own-form/sample.json:1:1: is larger than 2 MB');
});

test('[D66] what template.json says of the form is held against the form, all of it at once', async () => {
  const folder = await sampleFormTemplate(place, {
    head: ({ form }) => {
      form.fields['nomer'] = '{{nomber}}';
      delete form.fields['nomor'];
      form.fields['nilai'] = '{{value.figure}}';
      form.signatures[0] = { field: 'party-1', at: 'ttd pertma' };
      form.signatures[2] = { field: 'witness-1', at: { page: 2, x: 500, y: 440, width: 200, height: 110 } };
      form.signatures[3] = { field: 'certification', at: { page: 9, x: 0, y: 0, width: 200, height: 70 } };
    },
  });
  const lines = await loadTemplate(folder).then(
    () => [],
    (error: Error) => error.message.split('\n').map((line) => line.replace(/^.*?: /, '')),
  );
  expect(lines).toEqual([
    'the form has no field "ttd pertma"; "ttd pertama" is probably meant',
    'the place of "witness-1" is not on what is seen of page 2',
    'the form has no page 9',
    'the field "nomor" of the form is not named; write "" to leave it empty',
    'the field "ttd pertama" of the form is not named; write "" to leave it empty',
    'the form has no field "nomer"; "nomor" is probably meant',
    'nothing is called "value.figure"; "value.figures" is probably meant',
  ]);
});

test('[D67] a text is set smaller until it fits, and refused when it does not even then', async () => {
  const template = await load();
  const [first, second] = sample.parties;
  if (first === undefined || second === undefined) throw new Error('no parties');
  const named = (name: string) =>
    renderAgreement({ ...sample, parties: [{ ...first, name }, second] }, { template, at: AT, documentId });
  const name = 'PT Sampel Makmur Sejahtera Nusantara Raya';
  expect(await pageTexts((await named(name)).bytes).then(([page]) => page)).toContain(`${name}, perusahaan`);
  await expect(named(`${name} `.repeat(4).trim())).rejects.toThrow(
    /does not fit into the field "pihak pertama" of the form, even at 6 points/,
  );
});

test('[D69] a form says on every page whose it is, and what it is not', async () => {
  const template = await load();
  const marked = async (facts: typeof sample, proof = false) => {
    const { bytes } = await renderAgreement(facts, { template, at: AT, documentId, proof });
    const texts = await pageTexts(bytes);
    const document = await PDFDocument.load(bytes);
    const marks = document.getPages().map(
      (page) =>
        page.node
          .Resources()
          ?.lookup(PDFName.of('XObject'))
          ?.toString()
          .match(/TkMark/g)?.length ?? 0,
    );
    return { texts, marks };
  };
  const real = await marked({ ...sample, sample: false });
  expect(real.texts.map((text) => text.includes('Perjanjian 057'))).toEqual([true, true]);
  expect(real.texts[1]).toContain('No. 07/UDCR/I/2021 · Halaman 2 dari 2 · Kode pemeriksaan ');
  expect(real).toMatchObject({ marks: [0, 0] });
  expect(real.texts.join()).not.toContain('bukan perjanjian');
  const example = await marked(sample, true);
  expect(example.marks).toEqual([2, 2]);
  for (const text of example.texts) expect(text).toContain('CONTOH · bukan perjanjian yang sesungguhnya');
  const rehearsed = await marked({ ...sample, sample: false, rehearsal: true });
  expect(rehearsed.marks).toEqual([1, 1]);
  for (const text of rehearsed.texts) expect(text).toContain('GLADI RESIK · tidak berlaku');
});

test('[D72] a filled form says what it is, in which languages and of what data, and does not call itself PDF/A', async () => {
  const template = await load();
  const { bytes } = await renderAgreement(sample, { template, at: AT, documentId });
  const info = await runOn(bytes, 'pdfinfo', (file) => ['-meta', file]);
  expect(info).toContain('<rdf:li xml:lang="x-default">Formulir perjanjian 057: ');
  expect(info).toContain('<xmp:CreateDate>2021-01-18T01:30:00Z</xmp:CreateDate>');
  expect(info).not.toContain('pdfaid:part');
  const { catalog } = await PDFDocument.load(bytes, { updateMetadata: false });
  expect(String(catalog.get(PDFName.of('Lang')))).toBe('(id-ID)');
  expect(String(catalog.get(PDFName.of('OutputIntents')))).toContain('/GTS_PDFA1');
  const data = await runOn(bytes, 'qpdf', (file) => ['--show-attachment=agreement.json', file]);
  expect(JSON.parse(data)).toEqual({ format: 'teken-agreement/1', template: 'own-form@1.0.0', facts: sample });
});

test('[D72] typefaces that a form does not bring along are named', async () => {
  const template = await load();
  expect(template).toMatchObject({ form: { foreignFonts: ['Helvetica'] } });
  // A document of our own brings all of its along, so as a form it lacks none.
  const own = await PDFDocument.load((await render(sample)).bytes, { updateMetadata: false });
  expect(foreignFontsOf(own)).toEqual([]);
  expect(foreignFontsOf(await PDFDocument.load(await sampleForm()))).toContain('Helvetica');
});

test('[D73] the QR code and the e-Meterai have their places where the template names them', async () => {
  const template = await load(withPlaces);
  const { bytes, fields } = await renderAgreement(sample, { template, at: AT, documentId });
  expect(fields.at(-1)).toMatchObject({ name: 'e-meterai', page: 2, rect: [60, 340, 180, 420] });
  expect((await pageTexts(bytes))[1]).toContain('Tempat e-Meterai');
  const plain = await runOn(bytes, 'qpdf', (file) => ['--qdf', '--object-streams=disable', file, '-']);
  const code = /^q (\S+) 0 0 \1 (\S+) (\S+) cm 1 g -4 -4 (\d+) \4 re f/m.exec(plain);
  const [, unit, x, y, modules] = (code ?? []).map(Number);
  // Quiet zone and all inside its box.
  expect(modules).toBeGreaterThan(28);
  expect((unit ?? 0) * (modules ?? 0)).toBeLessThanOrEqual(80);
  expect((x ?? 0) - 4 * (unit ?? 0)).toBeGreaterThanOrEqual(300);
  expect((y ?? 0) - 4 * (unit ?? 0)).toBeGreaterThanOrEqual(340);
  const bare = await renderAgreement(sample, { template: await load(), at: AT, documentId });
  expect(bare.fields.at(-1)?.name).toBe('archive-1');
});

test('[D73] a place for the code that is too small, off the page or over another is told', async () => {
  await expect(
    load({
      head: ({ form }) => {
        form.stamp = { page: 2, x: 60, y: 500, width: 120, height: 80 };
        form.qr = { page: 2, x: 520, y: 340, width: 80, height: 50 };
      },
    }),
  ).rejects.toThrow(
    /a QR code needs 60 by 60 points[\s\S]*place of "qr" is not on what is seen of page 2[\s\S]*places of "witness-1" and "e-meterai" overlap/,
  );
});

test('[D71] what no typeface can print is refused in a form, too', async () => {
  const template = await load();
  const facts = { ...sample, activity: { ...sample.activity, id: 'Kemitraan 山' } };
  await expect(renderAgreement(facts, { template, at: AT, documentId })).rejects.toThrow('the character "山"');
});

const sampleBytes = async (folder: string): Promise<Uint8Array> =>
  (await import('node:fs/promises')).readFile(join(folder, 'form.pdf'));
