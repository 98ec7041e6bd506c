import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AgreementFacts } from '#contract/agreement-facts';
import { renderAgreement } from '#documents/render-agreement';
import { loadTemplate, printsAnnex } from '#documents/template';
import { allText, pageTexts, render, runOn, sample, TEMPLATE_FOLDER } from './sample-document.ts';

const at = new Date('2021-01-18T01:30:00Z');
const documentId = new Uint8Array(16).fill(0x5a);

const rows = (count: number): AgreementFacts['annex'] =>
  Array.from({ length: count }, (_, index) => ({
    item: { id: `Barang contoh ke-${index + 1}.`, en: `Sample item no. ${index + 1}.` },
    quantity: 1000 + index,
    unit: { id: 'dus', en: 'boxes' },
    price: 15_001,
  }));

const occurrences = (text: string, part: string): number => text.split(part).length - 1;

test('[D70] forty rows of an annex stand each once and in order, over pages that each have the head, and their sum', async () => {
  const facts = { ...sample, language: 'id-en' as const, annex: rows(40) };
  const { bytes } = await render(facts);
  const pages = await pageTexts(bytes);
  const whole = pages.join(' ').replaceAll(' ', '');
  const places = facts.annex.map(({ item }) => {
    expect(occurrences(whole, item.id.replaceAll(' ', '')), item.id).toBe(1);
    expect(occurrences(whole, item.en.replaceAll(' ', '')), item.en).toBe(1);
    return whole.indexOf(item.id.replaceAll(' ', ''));
  });
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  // 40 rows of 1,000 to 1,039 units at 15,001 rupiah.
  expect(whole).toContain('Rp611.740.780');
  expect(whole).toContain('Rp611,740,780');
  expect(whole).toContain('1.039dusRp15.001Rp15.586.039');
  expect(whole).toContain('1,039boxesRp15,001Rp15,586,039');
  expect(whole).toContain('enamratussebelasjutatujuhratusempatpuluhributujuhratusdelapanpuluhrupiah');
  const withRows = pages.filter((page) => page.includes('Barang contoh'));
  expect(withRows.length).toBeGreaterThan(1);
  for (const page of withRows) expect(page).toContain('Harga satuan');
  expect(whole.indexOf('DemikianPerjanjianini')).toBeGreaterThan(places.at(-1) ?? 0);
});

test('[D70] amounts stand under each other at the right, and items have the room that they leave', async () => {
  const { bytes } = await render({ ...sample, annex: rows(12) });
  const boxes = await runOn(bytes, 'pdftotext', (file) => ['-bbox', file, '-']);
  const edges = rows(12).map(({ quantity, price }) => {
    const figures = `Rp${String(quantity * price).replace(/\B(?=(\d{3})+$)/g, '.')}`;
    return Math.round(Number(new RegExp(`xMax="([\\d.]+)"[^>]*>${figures}<`).exec(boxes)?.[1]));
  });
  expect(new Set(edges).size).toBe(1);
  const topOf = (word: string) => [...boxes.matchAll(new RegExp(`yMin="([\\d.]+)"[^>]*>${word}<`, 'g'))].at(-1)?.[1];
  expect(topOf('ke-12\\.')).toBe(topOf('Barang'));
});

test('[D70] without an annex no template speaks of one; both of the house print one', async () => {
  expect(await allText((await render(sample)).bytes)).not.toContain('Lampiran');
  const memorandum = await loadTemplate(join(TEMPLATE_FOLDER, '..', 'memorandum-of-understanding'));
  expect(printsAnnex(memorandum)).toBe(true);
  const of = async (annex: AgreementFacts['annex']) => {
    const facts = { ...memorandum.sample, annex };
    return allText((await renderAgreement(facts, { template: memorandum, at, documentId })).bytes);
  };
  expect(await of([])).not.toMatch(/Lampiran|Annex/);
  const text = await of(rows(2));
  expect(text).toContain('Lampiran');
  expect(text).toContain('(3) Perkiraan rincian');
  expect(text).toContain('(4) Perkiraan sebagaimana dimaksud pada ayat (2) dan ayat (3)');
});

test('[D62] [D70] a name that a row does not have is told, though the sample has no annex', async () => {
  const place = await mkdtemp(join(tmpdir(), 'teken-annex-'));
  try {
    await cp(TEMPLATE_FOLDER, place, { recursive: true });
    const body = join(place, 'body.id.md');
    await writeFile(body, (await readFile(body, 'utf8')).replace('{{row.amount}}', '{{row.amuont}}'));
    await expect(loadTemplate(place)).rejects.toThrow('nothing is called "row.amuont"; "row.amount" is probably meant');
  } finally {
    await rm(place, { recursive: true });
  }
});
