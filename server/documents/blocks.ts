import { facesOf } from './fonts.ts';
import type { Block, Inlines } from './markdown.ts';

// Blocks of the documents whose text is the house's own: minutes and extracts of the ledger.

type Table = Extract<Block, { kind: 'table' }>;

/** D16: drawn up whatever a name contains: a letter that no typeface has becomes a question mark. */
const printable = (words: string): string =>
  Array.from(words.normalize('NFC'), (character) => (isDrawn(character) ? character : '?')).join('');
const isDrawn = (character: string): boolean => {
  const codePoint = character.codePointAt(0) ?? 0;
  return (['serif', 'serif-bold'] as const).every((family) =>
    facesOf(family).some(({ glyphs }) => glyphs.has(codePoint)),
  );
};

export const text = (words: string): Inlines => [{ text: printable(words), bold: false, italic: false }];
export const strong = (words: string): Inlines => [{ text: printable(words), bold: true, italic: false }];
export const title = (words: string): Block => ({ kind: 'title', inlines: text(words) });
export const centred = (inlines: Inlines): Block => ({ kind: 'centered', inlines });
export const paragraph = (words: string): Block => ({ kind: 'paragraph', inlines: text(words) });
export const heading = (words: string): Block => ({ kind: 'heading', inlines: text(words) });
export const item = (label: string, words: string): Block => ({ kind: 'item', depth: 0, label, inlines: text(words) });
export const table = (
  columns: Table['columns'],
  head: readonly string[],
  rows: readonly (readonly string[])[],
): Table => ({ kind: 'table', columns, rows: [head, ...rows].map((row) => row.map(text)) });

/** In groups of eight, so that an eye can compare it and a line can hold it. */
export const spelled = (hash: string): string => (hash.match(/.{1,8}/g) ?? []).join(' ');
