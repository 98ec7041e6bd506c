import { expect, test } from 'vitest';
import type { AgreementFacts } from '#contract/agreement-facts';
import { paragraph, table } from '#documents/blocks';
import { wholeWidth } from '#documents/column';
import { layOutEach } from '#documents/layout';
import { paginate, type Slab } from '#documents/paginate';
import { PAPER } from '#documents/paper';
import { rootTag } from '#documents/tags';
import { lineWidth, wordsOf } from '#documents/text';
import { fit, wrap } from '#documents/wrap';
import { pageTexts, render, runOn, sample } from './sample-document.ts';

const LONG = 'Perkumpulan Usaha Bersama Nelayan dan Petani Garam Sejahtera Nusantara Timur '
  .repeat(3)
  .slice(0, 200)
  .trim();

function withNames(company: string, person: string): AgreementFacts {
  return {
    ...sample,
    language: 'id-en',
    value: 9_999_999_999_999,
    targets: sample.targets.map((target) => ({ ...target, value: 9_999_999_999_999 })),
    parties: sample.parties.map((party) => ({
      ...party,
      name: company,
      number: `999/${company.slice(0, 60)}/2021`,
      signatory: { ...party.signatory, name: person, position: { id: LONG, en: LONG } },
    })),
    witness: sample.witness && { ...sample.witness, name: person, organisation: company },
    ceremony: { ...sample.ceremony, organiser: LONG },
  };
}

test.each([
  ['long names', LONG, LONG],
  ['names without a space', 'W'.repeat(200), 'M'.repeat(200)],
  ['names of one letter', 'O', 'A'],
])('[D10] %s and values of thirteen digits stay within the margins', async (_, company, person) => {
  const { bytes, pages, fields } = await render(withNames(company, person));
  const boxes = await runOn(bytes, 'pdftotext', (file) => ['-bbox', file, '-']);
  const words = [...boxes.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">/g)];
  expect(words.length).toBeGreaterThan(900);
  for (const [whole, xMin, yMin, xMax, yMax] of words) {
    expect(Number(xMin), whole).toBeGreaterThanOrEqual(PAPER.left - 0.5);
    expect(Number(xMax), whole).toBeLessThanOrEqual(PAPER.width - PAPER.right + 0.5);
    expect(Number(yMin), whole).toBeGreaterThanOrEqual(40);
    expect(Number(yMax), whole).toBeLessThanOrEqual(PAPER.height - 40);
  }
  expect(new Set(fields.map((field) => field.page))).toEqual(new Set([pages]));
});

test('[D12] signature blocks stand side by side, and closing words stand on their page', async () => {
  for (const length of [0, 600, 1200, 1800, 2400, 3000, 3600]) {
    const activity = 'pasokan makanan dan minuman siap saji '
      .repeat(50)
      .slice(0, length + 20)
      .trim();
    const { bytes, pages, fields } = await render({ ...sample, activity: { id: activity, en: activity } });
    const blocks = fields.filter(({ name }) => /^(party|witness)-/.test(name));
    expect(new Set(blocks.map(({ rect }) => rect[1])).size).toBe(1);
    expect(new Set(fields.map((field) => field.page))).toEqual(new Set([pages]));
    expect((await pageTexts(bytes)).at(-1)).toContain('pada awal Perjanjian');
    for (const [index, block] of blocks.entries()) {
      const next = blocks[index + 1];
      if (next !== undefined) expect(block.rect[2]).toBeLessThan(next.rect[0]);
    }
  }
});

const slab = (height: number, keep = false): Slab => ({ height, before: 10, keep, draw: () => {} });

test('[D10] a clause head goes over to the next page with its first lines', () => {
  const pages = paginate([slab(60), slab(10, true), slab(10, true), slab(10), slab(10)], 100);
  expect(pages.map((page) => page.length)).toEqual([1, 4]);
});

test('[D10] a line over a table goes over to the next page with its first rows', () => {
  const rows = [['a'], ['b']];
  const blocks = [paragraph('Gelombang IV'), table(['left'], ['Jenis'], rows), paragraph('Sesudahnya')];
  const [over, , after] = layOutEach(blocks, wholeWidth(rootTag()));
  expect([over?.at(-1)?.keep, after?.at(-1)?.keep]).toEqual([true, false]);
});

test('[D10] what is kept together beyond a page is broken, never lost', () => {
  const pages = paginate(
    Array.from({ length: 10 }, () => slab(30, true)),
    100,
  );
  expect(pages.flat()).toHaveLength(10);
  for (const page of pages)
    expect(Math.max(...page.map(({ slab: { height }, offset }) => offset + height))).toBeLessThanOrEqual(100);
});

test('[D10] lines hold all the words, none wider than the measure', () => {
  for (const limit of [4000, 9000, 30_000]) {
    for (const text of [LONG, 'x'.repeat(300), `a ${'y'.repeat(90)} b`]) {
      const lines = wrap(wordsOf(text, 'serif'), limit, 'but-last');
      for (const line of lines) expect(lineWidth(line)).toBeLessThanOrEqual(limit);
      const kept = lines.flat().flatMap((word) => word.pieces.map((piece) => piece.text));
      expect(kept.join('')).toBe(text.replaceAll(' ', ''));
    }
  }
});

test('[D10] a name is set smaller before it is cut, and ends in an ellipsis only at the smallest size', () => {
  const room = { width: 120, sizes: [11, 6] as const, maxLines: () => 2 };
  expect(fit('Suharto', 'serif-bold', room).size).toBe(11);
  const longer = fit('Prof. Dr. Ir. I Gusti Ngurah Contoh Wirawan, M.M.', 'serif-bold', room);
  expect(longer.size).toBeLessThanOrEqual(11);
  expect(longer.lines.length).toBeLessThanOrEqual(2);
  const longest = fit(LONG, 'serif-bold', room);
  expect(longest.size).toBe(6);
  expect(longest.lines).toHaveLength(2);
  expect(longest.lines.at(-1)?.at(-1)?.pieces.at(-1)?.text.endsWith('…')).toBe(true);
  for (const line of longest.lines) expect((lineWidth(line) * 6) / 1000).toBeLessThanOrEqual(120);
});
