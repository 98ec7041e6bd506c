import { type Line, lineWidth, shape, spaceAfter, type Word, wordOf, wordsOf } from './text.ts';
import type { Family } from './fonts.ts';

/** D10: breaks words into lines no wider than `limit` (thousandths of the size); a word too wide for a line is cut. */
export function wrap(words: Line, limit: number): Line[] {
  const lines: Word[][] = [];
  let line: Word[] = [];
  let width = 0;
  for (const word of words.flatMap((whole) => (whole.width > limit ? cut(whole, limit) : [whole]))) {
    const last = line.at(-1);
    const gap = last === undefined ? 0 : spaceAfter(last).width;
    if (last !== undefined && width + gap + word.width > limit) {
      lines.push(line);
      line = [];
      width = 0;
    } else {
      width += gap;
    }
    line.push(word);
    width += word.width;
  }
  if (line.length > 0) lines.push(line);
  return lines;
}

function cut(word: Word, limit: number): Word[] {
  const characters = word.pieces.flatMap((piece) => Array.from(piece.text, (text) => ({ text, family: piece.family })));
  const words: Word[] = [];
  let pieces: { text: string; family: Family }[] = [];
  let width = 0;
  const flush = (): void => {
    if (pieces.length > 0) words.push(wordOf(pieces.map(({ text, family }) => shape(text, family))));
    pieces = [];
    width = 0;
  };
  for (const { text, family } of characters) {
    // Kerning is left out of the sum and can only be small: keep two per cent in hand.
    const advance = shape(text, family).width;
    if (width + advance > limit * 0.98) flush();
    const last = pieces.at(-1);
    if (last?.family === family) last.text += text;
    else pieces.push({ text, family });
    width += advance;
  }
  flush();
  return words;
}

export type Fit = { readonly lines: readonly Line[]; readonly size: number };

/** D10: the largest size at which the text stands in `maxLines` lines of `width` points; at the smallest it ends in an ellipsis. */
export function fit(
  text: string,
  family: Family,
  room: {
    readonly width: number;
    readonly sizes: readonly [largest: number, smallest: number];
    readonly maxLines: number;
  },
): Fit {
  const [largest, smallest] = room.sizes;
  const words = wordsOf(text, family);
  for (let size = largest; size >= smallest; size -= 0.5) {
    // Prefer a smaller size to a name cut in two.
    const limit = (room.width * 1000) / size;
    if (size > smallest && words.some((word) => word.width > limit)) continue;
    const lines = wrap(words, limit);
    if (lines.length <= room.maxLines) return { lines, size };
  }
  const limit = (room.width * 1000) / smallest;
  const lines = wrap(words, limit).slice(0, room.maxLines);
  const last = lines.pop() ?? [];
  return { lines: [...lines, withEllipsis(last, family, limit)], size: smallest };
}

function withEllipsis(line: Line, family: Family, limit: number): Line {
  let text = line.map((word) => word.pieces.map((piece) => piece.text).join('')).join(' ');
  let shortened = wordsOf(`${text}…`, family);
  while (lineWidth(shortened) > limit && text !== '') {
    text = Array.from(text).slice(0, -1).join('').trimEnd();
    shortened = wordsOf(`${text}…`, family);
  }
  return shortened;
}
