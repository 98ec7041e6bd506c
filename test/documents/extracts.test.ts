import { PDFDocument, PDFName } from 'pdf-lib';
import { expect, test } from 'vitest';
import type { ExtractFacts } from '#contract/extract-facts';
import { renderExtract } from '#documents/render-extract';
import { renderMinutes } from '#documents/render-minutes';
import * as samples from '#support/extract-samples';
import { pageTexts, runOn } from './sample-document.ts';
import { minutesFacts } from './sample-minutes.ts';

const at = new Date('2021-01-18T05:30:00Z');
const documentId = new Uint8Array(16);
const render = (facts: ExtractFacts) => renderExtract(facts, { at, documentId });
const said = async (facts: ExtractFacts): Promise<string> =>
  (await pageTexts(render(facts).bytes)).join(' ').replace(/\s+/g, ' ');

const all: readonly ExtractFacts[] = [
  samples.sampleCompletion,
  samples.sampleWitness,
  samples.sampleAttendance,
  samples.sampleParticipation,
  samples.samplePress,
];

test('[D80] a certificate of completion tells how every signature came about', async () => {
  const text = await said(samples.sampleCompletion);
  for (const words of [
    'Surat Keterangan Penandatanganan',
    '057 (v2)',
    'Rp425.000.000.000.000',
    'PT Sampel Tirta Investama (112/PKS/STI/I/2021)',
    '1. Pihak: Ir. I Gusti Ngurah Contoh Wirawan, M.M.',
    'Pasal 12 anggaran dasar perseroan',
    'melalui video, oleh Contoh Petugas Protokol, 18 Jan 2021 08.41.00 WIB',
    'setelah setiap halaman ditampilkan, 18 Jan 2021 09.58.12 WIB',
    "2. Saksi: Drs. Contoh Ma'ruf Sampelana, M.Si.",
    'Menggantikan Contoh Kepala Negara',
    'terhadap daftar dokumen gelombang',
    'Meja penandatanganan Meja 1',
    'Dibantu oleh Contoh Pendamping (juru bahasa isyarat)',
    'tidak tersertifikasi, di bawah otoritas penyelenggara',
    'tersertifikasi, diterbitkan PSrE Contoh',
    'jam penyelenggara saja',
    'PAdES B-LTA',
    'otoritas luar: TSA Contoh',
    'bukan PSrE',
    'Certificate of Completion',
    'on video, by Contoh Petugas Protokol',
    'It judges neither its contents nor whether it is valid in law.',
  ])
    expect(text).toContain(words);
  for (const digit of 'bcdef') expect(text.replaceAll(' ', '')).toContain(digit.repeat(64));
  const voided = { ...samples.sampleCompletion.agreement, ended: { how: 'voided', at: '19 Jan 2021' } } as const;
  expect(await said({ ...samples.sampleCompletion, agreement: voided })).toContain('Dibatalkan 19 Jan 2021');
});

test.each([
  { sectors: 1, provinces: 3, pages: 2 },
  { sectors: 2, provinces: 2, pages: 2 },
  { sectors: 3, provinces: 1, pages: 2 },
  { sectors: 2, provinces: 3, pages: 3 },
  { sectors: 5, provinces: 1, pages: 3 },
  { sectors: 8, provinces: 1, pages: 4 },
])(
  '[D99] a press summary of $sectors sectors and $provinces provinces has no page that only tells its source',
  async (some) => {
    const facts = {
      ...samples.samplePress,
      sectors: samples.samplePress.sectors.slice(0, some.sectors),
      provinces: samples.samplePress.provinces.slice(0, some.provinces),
    };
    const pages = await pageTexts(render(facts).bytes);
    expect(pages).toHaveLength(some.pages);
    for (const page of pages) expect(page).toMatch(/Kontrak|Contracts/);
  },
);

test('[D81] a witness sheet lists everything that was countersigned, contracts and pre-contracts apart', async () => {
  const text = await said(samples.sampleWitness);
  expect(text).toContain('turut menandatangani 56 perjanjian pada Gelombang I');
  expect(text).toContain('Kontrak: 37 perjanjian, Rp157.250.001.027.');
  expect(text).toContain('Prakontrak: 19 perjanjian, Rp80.750.000.513.');
  for (const row of samples.sampleWitness.rows) expect(text.split(`${row.number} 10.51.33 WIB`)).toHaveLength(3);
});

test('[D82] an attendance list has everyone, those who were not there apart', async () => {
  const text = await said(samples.sampleAttendance);
  expect(text).toContain('Hadir 40 dari 42 undangan');
  expect(text).toContain('1 08.12–11.40 208 Ni Luh Putu Ayu Sampel 1, Kepala Dinas');
  expect(text).toContain('mewakili Gubernur; pejabat: Contoh Pejabat (Asisten Perekonomian)');
  expect(text.indexOf('Ni Luh Putu Ayu Sampel 41')).toBeGreaterThan(text.indexOf('Tidak hadir'));
});

test('[D83] a certificate of participation is one page in both languages, however long the name', async () => {
  const long = { ...samples.sampleParticipation, name: 'Raden Ayu Contoh '.repeat(12).trim() };
  for (const facts of [samples.sampleParticipation, long]) {
    expect(render(facts).pages).toBe(1);
    const text = await said(facts);
    expect(text).toContain('Piagam Keikutsertaan Certificate of Participation');
    expect(text).toContain('selama 178 menit menurut jurnal acara');
    expect(text).toContain('for 178 minutes according to its ledger');
  }
});

test('[D84] a press summary tells figures by kind, sector and province', async () => {
  const text = await said(samples.samplePress);
  for (const words of [
    '56 perusahaan (29 PMA, 27 PMDN) dan 196 UMKM',
    'Kontrak Ditandatangani 132 Rp990.000.000.000',
    'Prakontrak Ditandatangani 66 Rp204.600.000.000',
    'Kontrak: banyak · nilai',
    'jasa 40 · Rp300.000.000.000 20 · Rp62.000.000.000',
    'Yogyakarta',
    'not added up',
  ])
    expect(text).toContain(words);
});

test('[D85] every extract says from what it was drawn up, and the root once there is one', async () => {
  for (const facts of all) {
    const closed = await said(facts);
    expect(closed).toContain('sampai dengan catatan ke-4321');
    expect(closed.replaceAll(' ', '')).toContain('a'.repeat(64));
    const open = await said({ ...facts, record: null });
    expect(open).toContain('Jurnal acara belum ditutup');
    expect(open.replaceAll(' ', '')).not.toContain('a'.repeat(64));
  }
});

test('[D86] figures travel along as data, lists of people do not; each is clean and marked on every page', async () => {
  for (const facts of all) {
    const { bytes, fields } = render(facts);
    expect(await runOn(bytes, 'qpdf', (file) => ['--check', file])).toContain('No syntax or stream encoding errors');
    const { catalog } = await PDFDocument.load(bytes, { updateMetadata: false });
    const isOfPeople = facts.kind === 'attendance' || facts.kind === 'participation';
    expect(catalog.has(PDFName.of('AF'))).toBe(!isOfPeople);
    expect(fields.map(({ name }) => name)).toEqual(['certification']);
    for (const page of await pageTexts(bytes)) expect(page.split('CONTOH').length).toBeGreaterThan(2);
  }
});

test('[D15] the marks of a rehearsal of a sample stand on every page, none cut', async () => {
  const { bytes } = render({ ...samples.samplePress, rehearsal: true });
  for (const page of await pageTexts(bytes)) {
    expect(page).toContain('GLADI RESIK · CONTOH');
    expect(page).toContain('GLADI RESIK · REHEARSAL · CONTOH · SAMPLE · tidak berlaku');
  }
});

test('[D87] bars carry their figures as words, also for those who cannot see them', async () => {
  const { bytes } = await renderMinutes(minutesFacts, { at, documentId });
  const text = (await pageTexts(bytes)).join(' ').replace(/\s+/g, ' ');
  expect(text).toContain('Nilai yang ditandatangani menurut bidang usaha');
  expect(text).toContain('Rp90.000.000');
  const structure = await runOn(bytes, 'pdfinfo', (file) => ['-struct-text', file]);
  expect(structure).toContain('Figure');
  expect(Buffer.from(bytes).toString('latin1')).toMatch(/Contracts Rp1,250,000,000, Pre-contracts Rp90,000,000|<FEFF/i);
});
