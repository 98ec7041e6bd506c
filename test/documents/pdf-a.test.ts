import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFString,
} from 'pdf-lib';
import { expect, test } from 'vitest';
import { renderMinutes } from '#documents/render-minutes';
import { SRGB_PROFILE } from '#documents/srgb-profile';
import { minutesFacts } from './sample-minutes.ts';
import { render, runOn, sample } from './sample-document.ts';

const name = PDFName.of;
const load = (bytes: Uint8Array) => PDFDocument.load(bytes, { updateMetadata: false });
const awkward = {
  ...sample,
  title: { id: 'Tahu & <tempe> “Jaya”', en: 'Tofu & <tempeh>' },
  language: 'id-en' as const,
};
const at = new Date('2021-01-18T01:30:00Z');
const minutes = await renderMinutes(minutesFacts, { at, documentId: new Uint8Array(16) });
const cases = [
  ['an agreement', await render(awkward)],
  ['minutes', minutes],
] as const;

const streamOf = (value: unknown): PDFRawStream => {
  if (value instanceof PDFRawStream) return value;
  throw new Error('This is no stream');
};

const plain = (text: string): string =>
  text.replace(/&#(\d+);/g, (_all, code: string) => String.fromCodePoint(Number(code)));

test.each(cases)('[D42] %s: what XMP says is what Info says, and that it is PDF/A-3b', async (_, { bytes }) => {
  const document = await load(bytes);
  const metadata = streamOf(document.catalog.lookup(name('Metadata')));
  expect(metadata.dict.has(name('Filter'))).toBe(false);
  const xmp = Buffer.from(metadata.contents).toString('utf8');
  const said = (element: string): string => {
    const inner = new RegExp(`<${element}>(?:<rdf:(?:Alt|Seq)><rdf:li[^>]*>)?([^<]*)`).exec(xmp);
    return plain(inner?.[1] ?? '');
  };
  expect([said('pdfaid:part'), said('pdfaid:conformance')]).toEqual(['3', 'B']);
  expect(said('dc:title')).toBe(document.getTitle());
  expect(said('dc:creator')).toBe(document.getAuthor());
  expect(said('dc:description')).toBe(document.getSubject());
  expect(said('xmp:CreatorTool')).toBe(document.getCreator());
  expect(said('pdf:Producer')).toBe(document.getProducer());
  expect(new Date(said('xmp:CreateDate'))).toEqual(document.getCreationDate());
  expect(new Date(said('xmp:ModifyDate'))).toEqual(document.getModificationDate());
  expect(xmp).toContain('<dc:language><rdf:Bag><rdf:li>id-ID</rdf:li><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>');
  expect(xmp.startsWith('<?xpacket begin="\ufeff"')).toBe(true);
});

test.each(cases)(
  '[D42] %s: colours by sRGB, every font embedded, nothing see-through, no action',
  async (_, { bytes }) => {
    const document = await load(bytes);
    const [intent] = document.catalog.lookup(name('OutputIntents'), PDFArray).asArray();
    if (!(intent instanceof PDFDict)) throw new Error('no output intent');
    expect(intent.get(name('S'))).toBe(name('GTS_PDFA1'));
    const profile = streamOf(intent.lookup(name('DestOutputProfile')));
    expect(Buffer.from(decodePDFRawStream(profile).decode()).equals(Buffer.from(SRGB_PROFILE))).toBe(true);
    expect(document.catalog.lookup(name('ViewerPreferences'), PDFDict).get(name('DisplayDocTitle'))?.toString()).toBe(
      'true',
    );
    expect(Buffer.from(bytes).subarray(9, 14)).toEqual(Buffer.from([0x25, 0xe2, 0xe3, 0xcf, 0xd3]));
    const fonts = await runOn(bytes, 'pdffonts', (file) => [file]);
    const rows = fonts.split('\n').slice(2, -1);
    expect(rows.length).toBeGreaterThan(2);
    for (const row of rows) expect(row).toMatch(/CID TrueType\s+Identity-H\s+yes yes yes/);
    for (const [, object] of document.context.enumerateIndirectObjects()) {
      const dict = object instanceof PDFRawStream ? object.dict : object;
      if (!(dict instanceof PDFDict)) continue;
      for (const key of ['SMask', 'CA', 'ca', 'BM', 'AA', 'OpenAction', 'JS', 'F2'])
        expect(dict.has(name(key)), key).toBe(false);
      if (object instanceof PDFRawStream) expect([undefined, name('FlateDecode')]).toContain(dict.get(name('Filter')));
    }
  },
);

test('[D42] the profile is sRGB: its primaries make its white, its curve is the standard’s', () => {
  const view = new DataView(SRGB_PROFILE.buffer, SRGB_PROFILE.byteOffset, SRGB_PROFILE.byteLength);
  expect(view.getUint32(0)).toBe(SRGB_PROFILE.length);
  expect(Buffer.from(SRGB_PROFILE).toString('latin1', 12, 24)).toBe('mntrRGB XYZ ');
  expect(Buffer.from(SRGB_PROFILE).toString('latin1', 36, 40)).toBe('acsp');
  const tags = new Map(
    Array.from({ length: view.getUint32(128) }, (_, index) => {
      const entry = 132 + index * 12;
      return [Buffer.from(SRGB_PROFILE).toString('latin1', entry, entry + 4), view.getUint32(entry + 4)] as const;
    }),
  );
  const xyz = (tag: string): number[] => [8, 12, 16].map((at_) => view.getInt32((tags.get(tag) ?? 0) + at_) / 65_536);
  const [white, ...primaries] = ['wtpt', 'rXYZ', 'gXYZ', 'bXYZ'].map(xyz);
  white?.forEach((value, axis) => {
    expect(primaries.reduce((sum, primary) => sum + (primary[axis] ?? 0), 0)).toBeCloseTo(value, 3);
  });
  const curve = tags.get('gTRC') ?? 0;
  expect(curve).toBe(tags.get('rTRC'));
  expect(view.getUint16(curve + 12 + 128 * 2) / 65_535).toBeCloseTo(((128 / 255 + 0.055) / 1.055) ** 2.4, 4);
});

test.each([
  ['agreement.json', cases[0][1].bytes],
  ['minutes.json', minutes.bytes],
])('[D43] %s is in the file, with its size, sum and time', async (file, bytes) => {
  const document = await load(bytes);
  const associated = document.catalog.lookup(name('AF'), PDFArray);
  const specification = associated.lookup(0, PDFDict);
  expect(specification.get(name('AFRelationship'))).toBe(name('Data'));
  const names = document.catalog.lookup(name('Names'), PDFDict).lookup(name('EmbeddedFiles'), PDFDict);
  expect(names.lookup(name('Names'), PDFArray).get(1)).toBe(associated.get(0));
  expect(specification.lookup(name('UF'), PDFString).asString()).toBe(file);
  const embedded = streamOf(specification.lookup(name('EF'), PDFDict).lookup(name('F')));
  expect(embedded.dict.get(name('Subtype'))).toBe(name('application/json'));
  const data = inflateSync(embedded.contents);
  const parameters = embedded.dict.lookup(name('Params'), PDFDict);
  expect(parameters.get(name('Size'))?.toString()).toBe(String(data.length));
  const sum = parameters.lookup(name('CheckSum'), PDFHexString).asString();
  expect(sum).toBe(createHash('md5').update(data).digest('hex'));
  expect(parameters.lookup(name('ModDate'), PDFString).decodeDate()).toEqual(at);
  const told = JSON.parse(data.toString('utf8')) as { facts: unknown };
  if (file === 'agreement.json') {
    expect(told).toEqual({ format: 'teken-agreement/1', template: 'partnership-agreement@1.1.0', facts: awkward });
  } else {
    expect(told.facts).toMatchObject({ record: minutesFacts.record, attendance: { present: 36 } });
    expect(data.toString('utf8')).not.toContain('Nama Contoh');
    expect(data.toString('utf8')).not.toContain('Kepala Contoh');
  }
  expect(await runOn(bytes, 'pdfdetach', (path) => ['-list', path])).toContain(file);
});
