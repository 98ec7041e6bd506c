import { expect, test } from 'vitest';
import type { AgreementFacts } from '#contract/agreement-facts';
import { drawRule, GOLD } from '#documents/canvas';
import { parseMarkdown } from '#documents/markdown';
import { PAPER } from '#documents/paper';
import { renderAgreement } from '#documents/render-agreement';
import { type Part, renderPages } from '#documents/render-pages';
import { allText, pageTexts, runOn, sample, template } from './sample-document.ts';

const at = new Date('2021-01-18T01:30:00Z');
const documentId = new Uint8Array(16);
const NAME =
  'Perkumpulan Usaha Bersama Nelayan Łódź Đặng Ñuñez Şükrü Čapek dan Petani Garam '.repeat(3).slice(0, 199) + 'X';
const MOST = 999_999_999_999_999;

const draw = (parts: readonly Part[]) =>
  renderPages({
    file: { title: 'Contoh', author: 'Lembaga Contoh', subject: 'Contoh', languages: ['id-ID', 'en-GB'], at },
    furniture: { languages: ['id'], title: 'Contoh', mark: '', number: 'Lampiran 1', footMark: '', code: '' },
    parts,
    attachments: [],
    mark: null,
    proof: false,
    documentId,
  });

type Word = { readonly page: number; readonly text: string; readonly box: readonly [number, number, number, number] };

async function wordsOf(bytes: Uint8Array): Promise<readonly Word[]> {
  const boxes = await runOn(bytes, 'pdftotext', (file) => ['-bbox', file, '-']);
  return boxes.split('<page ').flatMap((text, page) =>
    [...text.matchAll(/<word xMin="(.+)" yMin="(.+)" xMax="(.+)" yMax="(.+)">(.*)<\/word>/g)].map(
      ([, x1, y1, x2, y2, word = '']): Word => ({
        page,
        text: word,
        box: [Number(x1), Number(y1), Number(x2), Number(y2)],
      }),
    ),
  );
}

const expectWithinMargins = (words: readonly Word[]): void => {
  for (const { box, text } of words) {
    expect(box[0], text).toBeGreaterThanOrEqual(PAPER.left - 0.5);
    expect(box[2], text).toBeLessThanOrEqual(PAPER.width - PAPER.right + 0.5);
    expect(box[3], text).toBeLessThanOrEqual(PAPER.height - 40);
    // Nothing of the text runs into the foot.
    expect(box[3] < PAPER.height - PAPER.bottom + 2 || box[1] > PAPER.height - 68, text).toBe(true);
  }
};

test('[D45] sixty pages: every clause and word is there, once, in its order', async () => {
  const clauses = Array.from({ length: 300 }, (_, clause) =>
    [
      `## Pasal ${clause + 1} · Ketentuan ke-${clause + 1}`,
      ...Array.from(
        { length: 3 },
        (_item, item) => `(${item + 1}) Ayat${clause}x${item} ${'dan seterusnya sampai selesai '.repeat(8)}`,
      ),
    ].join('\n\n'),
  );
  const { bytes, pages } = draw([[{ language: 'id', blocks: parseMarkdown(clauses.join('\n\n')).blocks }]]);
  expect(pages).toBeGreaterThanOrEqual(60);
  const texts = await pageTexts(bytes);
  expect(texts).toHaveLength(pages);
  const text = texts.join(' ');
  expect([...text.matchAll(/Ayat\d+x\d/g)].map(String)).toEqual(
    clauses.flatMap((_, clause) => [0, 1, 2].map((item) => `Ayat${clause}x${item}`)),
  );
  expect(text.match(/seterusnya/g)).toHaveLength(300 * 3 * 8);
  expectWithinMargins(await wordsOf(bytes));
  // No clause head is the last thing on its page.
  for (const page of texts) expect(page).not.toMatch(/Ketentuan ke-\d+ Lampiran 1/);
});

test('[D45] numbers of a list stand in a line, and words stay clear of the longest', async () => {
  const items = Array.from({ length: 120 }, (_, index) => `(${index + 95}) Kata pertama butir ini.`);
  const { bytes } = draw([[{ language: 'id', blocks: parseMarkdown(items.join('\n\n')).blocks }]]);
  const words = await wordsOf(bytes);
  const numbers = words.filter(({ text }) => /^\(\d+\)$/.test(text));
  const firsts = words.filter(({ text }) => text === 'Kata');
  expect(numbers).toHaveLength(120);
  expect(new Set(numbers.map(({ box }) => Math.round(box[0]))).size).toBe(1);
  expect(new Set(firsts.map(({ box }) => Math.round(box[0]))).size).toBe(1);
  expect(Math.max(...numbers.map(({ box }) => box[2])) + 4).toBeLessThan(firsts[0]?.box[0] ?? 0);
});

const awkward: AgreementFacts = {
  ...sample,
  language: 'id-en',
  value: MOST,
  targets: Array.from({ length: 40 }, (_, index) => ({ year: 2021 + index, value: MOST - index })),
  parties: sample.parties.map((party) => ({ ...party, name: NAME })),
};

test.each(['consecutive', 'side-by-side'] as const)(
  '[D45] [D47] forty rows, %s: each once, their head on every page where they go on',
  async (layout) => {
    const { bytes } = await renderAgreement(awkward, { template, at, documentId, layout });
    const texts = await pageTexts(bytes);
    const spread = texts.join(' ').replaceAll(' ', '');
    expect(spread).toContain(NAME.replaceAll(' ', ''));
    for (const { value } of awkward.targets) {
      const digits = String(value).replace(/\B(?=(\d{3})+$)/g, '.');
      expect(spread.split(`Rp${digits}`).length - 1, digits).toBe(value === MOST ? 2 : 1);
      expect(spread).toContain(`Rp${digits.replaceAll('.', ',')}`);
    }
    const withRows = texts.filter((page) => /Rp999\.999\.999\.999\.9\d\d/.test(page) && /\b20[2-6]\d Rp/.test(page));
    expect(withRows.length).toBeGreaterThan(1);
    for (const page of withRows) expect(page).toContain('Nilai sasaran');
    const words = await wordsOf(bytes);
    expectWithinMargins(words);
    if (layout === 'consecutive') return;
    // A row stands beside the same row, however many lines either needs.
    for (const { value } of awkward.targets.slice(1)) {
      const digits = String(value).replace(/\B(?=(\d{3})+$)/g, '.');
      const [one, other] = [`Rp${digits}`, `Rp${digits.replaceAll('.', ',')}`].map((figure) =>
        words.find(({ text }) => text === figure),
      );
      expect([one?.page, Math.round(one?.box[1] ?? 0)], digits).toEqual([other?.page, Math.round(other?.box[1] ?? 0)]);
    }
    // Neither language runs into the other; the signatures stand across both.
    const middle = PAPER.width / 2;
    const last = Math.max(...words.map(({ page }) => page));
    for (const { box, text } of words.filter(({ page, box: [, top] }) => page < last && top > 90 && top < 765))
      expect(box[2] <= middle || box[0] >= middle - 1, text).toBe(true);
  },
);

test('[D47] a row of very many lines is broken between lines and loses none', async () => {
  const long = Array.from({ length: 700 }, (_, index) => `kata${index}`).join(' ');
  const source = `| No | Uraian |\n|---|---|\n| 1 | ${long} |\n| 2 | pendek |`;
  const { bytes, pages } = draw([[{ language: 'id', blocks: parseMarkdown(source).blocks }]]);
  expect(pages).toBeGreaterThan(1);
  const texts = await pageTexts(bytes);
  expect([...texts.join(' ').matchAll(/kata\d+/g)].map(String)).toEqual(long.split(' '));
  for (const page of texts) expect(page.match(/Uraian/g)).toHaveLength(1);
  expectWithinMargins(await wordsOf(bytes));
});

test('[D48] clauses start at the same height in both languages, Indonesian at the left', async () => {
  const facts = {
    ...sample,
    language: 'id-en' as const,
    activity: { id: 'pasokan', en: 'supply of food and drink '.repeat(20) },
  };
  const { bytes, pages } = await renderAgreement(facts, { template, at, documentId, layout: 'side-by-side' });
  expect(pages).toBeLessThan((await renderAgreement(facts, { template, at, documentId })).pages);
  const words = await wordsOf(bytes);
  for (let clause = 1; clause <= 10; clause += 1) {
    const places = ['Pasal', 'Article'].map((head) => {
      const found = words.findIndex(
        ({ text }, index) =>
          text === head && words[index + 1]?.text === String(clause) && words[index + 2]?.text === '·',
      );
      return words[found];
    });
    const [one, other] = places;
    expect([one?.page, Math.round(one?.box[1] ?? 0)]).toEqual([other?.page, Math.round(other?.box[1] ?? -1)]);
    expect(one?.box[0]).toBeLessThan(other?.box[0] ?? 0);
  }
  const text = await allText(bytes);
  expect(text).toContain('PERJANJIAN KERJA');
  expect(text.match(/supply of food and drink|food and drink/g)?.length).toBeGreaterThanOrEqual(20);
});

test('[D48] what one language has more of is kept, and clauses after it stand beside one another again', async () => {
  const [id, en] = [
    '# Judul\n\n## Pasal 1\n\nIsi satu.\n\n(1) Hanya di sini.\n\n(2) Juga.\n\n## Pasal 2\n\nAkhir.',
    '# Title\n\n## Article 1\n\nText one.\n\n## Article 2\n\nEnd.\n\n## Article 3\n\nMore.',
  ].map((source) => parseMarkdown(source).blocks);
  const { bytes } = draw([
    [
      { language: 'id', blocks: id ?? [] },
      { language: 'en', blocks: en ?? [] },
    ],
  ]);
  const words = await wordsOf(bytes);
  const heightOf = (text: string, number: string): number =>
    Math.round(words.find((word, index) => word.text === text && words[index + 1]?.text === number)?.box[1] ?? -1);
  expect(heightOf('Pasal', '2')).toBe(heightOf('Article', '2'));
  expect(heightOf('Article', '3')).toBeGreaterThan(heightOf('Pasal', '2'));
  expect(words.map(({ text }) => text)).toEqual(expect.arrayContaining(['Juga.', 'Akhir.', 'More.']));
});

test('[D46] the foot of every page has the beginning of the code, and the whole of it stands in address and QR alone', async () => {
  const { bytes } = await renderAgreement(sample, { template, at, documentId });
  const code = sample.verifyUrl.slice(sample.verifyUrl.lastIndexOf('/') + 1);
  const texts = await pageTexts(bytes);
  for (const page of texts) expect(page).toContain(`Kode pemeriksaan ${code.slice(0, 4)} ${code.slice(4, 8)} …`);
  expect(texts.join('').replaceAll(' ', '').split(code)).toHaveLength(2);
});

test('[D49] a document of head, text, table and figure is tagged and PDF/A like all others', async () => {
  const blocks = [
    ...parseMarkdown('# Laporan\n\nIsi.\n\n| A | B |\n|---|---:|\n| x | 1 |').blocks,
    {
      kind: 'figure' as const,
      width: 200,
      height: 80,
      alt: 'Grafik contoh',
      draw: (canvas: Parameters<typeof drawRule>[0], x: number, y: number) => drawRule(canvas, { x, y }, 200, GOLD, 2),
    },
  ];
  const { bytes, fields, pages } = draw([[{ language: 'id', blocks }]]);
  expect([pages, fields]).toEqual([1, []]);
  expect(await runOn(bytes, 'pdfinfo', (file) => ['-struct', file])).toMatch(/H1[\s\S]*P [\s\S]*Table[\s\S]*Figure/);
  expect(Buffer.from(bytes).toString('latin1')).toContain('<pdfaid:part>3</pdfaid:part>');
  expect(Buffer.from(bytes).toString('latin1')).toContain('/Alt(Grafik contoh)');
  await runOn(bytes, 'qpdf', (file) => ['--check', file]);
});

test('[D51] the e-Meterai has an empty box with a field of its own, unsigned and last', async () => {
  const { bytes, fields } = await renderAgreement(sample, { template, at, documentId });
  expect((await pageTexts(bytes)).at(-1)).toContain('Tempat e-Meterai');
  const place = fields.at(-1);
  expect(place?.name).toBe('e-meterai');
  const [left = 0, bottom = 0, right = 0, top = 0] = place?.rect ?? [];
  expect([right - left, top - bottom].every((side) => side > 60)).toBe(true);
});

test('[D52] the sample’s first revision is small', async () => {
  expect((await renderAgreement(sample, { template, at, documentId })).bytes.length).toBeLessThanOrEqual(75_000);
});
