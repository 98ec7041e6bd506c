import { type Line, lineWidth, shape, spaceAfter, type Word, wordOf, wordsOf } from './text.ts';
import type { Family } from './fonts.ts';

/** Whether the last line counts when lines are made even: it does where they stand centred or as a label. */
export type Evenness = 'with-last' | 'but-last';

/**
 * D10: breaks words into as few lines as hold them, none wider than `limit` (thousandths of the size), as even as can be;
 * a word too wide for a line is cut.
 */
export function wrap(whole: Line, limit: number, evenness: Evenness): Line[] {
  const words = whole.flatMap((word) => (word.width > limit ? cut(word, limit) : [word]));
  const count = words.length;
  // Asked for again at every place where a line might end.
  const widths = Float64Array.from(words, ({ width }) => width);
  const spaces = Float64Array.from(words, (word) => spaceAfter(word).width);
  // From `start` on: what the cheapest way to set the words costs, and where its first line ends.
  const costs = new Float64Array(count + 1);
  const ends = new Uint32Array(count + 1);
  for (let start = count - 1; start >= 0; start -= 1) {
    let cheapest = Infinity;
    let width = 0;
    for (let end = start + 1; end <= count; end += 1) {
      width += widths[end - 1] ?? 0;
      if (width > limit && end > start + 1) break;
      const slack = end === count && evenness === 'but-last' ? 0 : Math.max(0, 1 - width / limit);
      const cost = LINE_COST + slack * slack * slack + (costs[end] ?? 0);
      if (cost < cheapest) {
        cheapest = cost;
        ends[start] = end;
      }
      width += spaces[end - 1] ?? 0;
    }
    costs[start] = cheapest;
  }
  const lines: Line[] = [];
  for (let start = 0; start < count;) {
    const end = ends[start] ?? count;
    lines.push(words.slice(start, end));
    start = end;
  }
  return lines;
}

// Far more than any unevenness costs: an even paragraph is never a line longer.
const LINE_COST = 1000;

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

type Fit = { readonly lines: readonly Line[]; readonly size: number };

/** D10: the largest size at which the text stands in lines of `width` points; at the smallest it ends in an ellipsis. */
export function fit(
  text: string,
  family: Family,
  room: {
    readonly width: number;
    readonly sizes: readonly [largest: number, smallest: number];
    /** How many lines there is room for at a size. */
    readonly maxLines: (size: number) => number;
  },
): Fit {
  const [largest, smallest] = room.sizes;
  const words = wordsOf(text, family);
  // So much is set in any case, however it is broken.
  const least = words.reduce((sum, { width }) => sum + width, 0);
  for (let size = largest; size >= smallest; size -= 0.5) {
    // Prefer a smaller size to a name cut in two.
    const limit = (room.width * 1000) / size;
    if (size > smallest && words.some((word) => word.width > limit)) continue;
    const maxLines = room.maxLines(size);
    if (least > limit * maxLines) continue;
    const lines = wrap(words, limit, 'with-last');
    if (lines.length <= maxLines) return { lines, size };
  }
  const limit = (room.width * 1000) / smallest;
  const lines = wrap(words, limit, 'but-last').slice(0, Math.max(1, room.maxLines(smallest)));
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
