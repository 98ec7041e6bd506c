import { PDFArray, PDFDict, PDFDocument, PDFName } from 'pdf-lib';
import { expect, test } from 'vitest';
import type { MinutesFacts } from '#contract/minutes-facts';
import { renderMinutes } from '#documents/render-minutes';
import { pageTexts, runOn } from './sample-document.ts';
import { minutesFacts, ROOT } from './sample-minutes.ts';

const render = (change: Partial<MinutesFacts> = {}) =>
  renderMinutes(
    { ...minutesFacts, ...change },
    { at: new Date('2021-01-18T05:00:00Z'), documentId: new Uint8Array(16) },
  );

test('[D13] the minutes are one clean revision with one field, and the same facts give the same bytes', async () => {
  const { bytes, pages, fields } = await render();
  expect(await runOn(bytes, 'qpdf', (file) => ['--check', file])).toContain(
    'No syntax or stream encoding errors found',
  );
  expect(fields).toEqual([expect.objectContaining({ name: 'certification', page: pages })]);
  const { catalog } = await PDFDocument.load(bytes, { updateMetadata: false });
  const form = catalog.lookup(PDFName.of('AcroForm'), PDFDict);
  expect(form.lookup(PDFName.of('Fields'), PDFArray).size()).toBe(1);
  expect(Buffer.compare((await render()).bytes, bytes)).toBe(0);
});

test('[D14] they say everything in Indonesian, then in English, and stay thin', async () => {
  const { bytes, pages } = await render();
  expect(pages).toBeLessThanOrEqual(8);
  const text = (await pageTexts(bytes)).join(' ').replace(/\s+/g, ' ');
  for (const words of [
    'Berita Acara Penandatanganan Contoh',
    'Hadir 36 dari 40 undangan; delegasi dari 33 provinsi, disertai 12 pejabat.',
    'Provinsi 7: Nama Contoh 7, Sekretaris Daerah, mewakili Gubernur',
    'tidak hadir',
    'Kontrak Ditandatangani 49 Rp1.250.000.000',
    'Prakontrak Belum ditandatangani 2 Rp500.000.000',
    'Kontrak dan prakontrak dihitung terpisah',
    '057 Ditolak',
    '077',
    'catatan 1 sampai dengan 4711',
    'Kepala Contoh Arsip (Arsip Contoh)',
    'Waktu di atas menurut jam penyelenggara',
    'Contracts Signed 49 Rp1,250,000,000',
    'over entries 1 to 4711',
    'Times above are by the organiser’s clock',
  ])
    expect(text).toContain(words);
  expect(text.indexOf('Berita Acara')).toBeLessThan(text.indexOf('Course of the ceremony'));
  expect(text.replaceAll(' ', '').split(ROOT)).toHaveLength(3);
});

test('[D15] every page of a sample or a rehearsal says so; no other does', async () => {
  for (const [change, words] of [
    [{ sample: true }, 'CONTOH'],
    [{ rehearsal: true }, 'REHEARSAL'],
  ] as const) {
    const pages = await pageTexts((await render(change)).bytes);
    for (const page of pages) expect(page.split(words).length).toBeGreaterThan(2);
  }
  const plain = await pageTexts((await render()).bytes);
  expect(plain.join(' ')).not.toMatch(/CONTOH|REHEARSAL/);
});

test('[D16] a letter that no typeface has becomes a question mark, and the ceremony can close', async () => {
  const text = (await pageTexts((await render()).bytes)).join(' ').replace(/\s+/g, ' ');
  expect(text).toContain('UD ? Contoh');
});
