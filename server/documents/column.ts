import { drawAligned, INK } from './canvas.ts';
import type { Family } from './fonts.ts';
import type { Inlines } from './markdown.ts';
import type { Slab } from './paginate.ts';
import { PAPER, TEXT_WIDTH } from './paper.ts';
import type { Tag } from './tag.ts';
import { tagged } from './tags.ts';
import { type Line, lineWidth, shape, wordOf } from './text.ts';
import { type Evenness, wrap } from './wrap.ts';

/** Where text is set: a page's whole width, or one of two languages side by side. Points. */
export type Column = {
  readonly x: number;
  readonly width: number;
  /** Of the sizes that the page's own text has. */
  readonly scale: number;
  /** What the text belongs to in the structure (D44). */
  readonly tag: Tag;
};

const GUTTER = 20;

export const wholeWidth = (tag: Tag): Column => ({ x: PAPER.left, width: TEXT_WIDTH, scale: 1, tag });

export function sideBySide(left: Tag, right: Tag): readonly [Column, Column] {
  const width = (TEXT_WIDTH - GUTTER) / 2;
  const column = (x: number, tag: Tag): Column => ({ x, width, scale: 0.87, tag });
  return [column(PAPER.left, left), column(PAPER.left + width + GUTTER, right)];
}

export type TextSetting = {
  readonly size: number;
  readonly leading: number;
  readonly before: number;
  readonly left: number;
  readonly align: 'justify' | 'centre' | 'left';
  readonly family?: Family;
  readonly keepAll?: boolean;
};

/** A line is spread to the margin only if it is nearly full and not short: wide gaps read worse than a ragged edge. */
const NEARLY_FULL = 0.78;
const SHORT = 300;

/** D10: a text as lines for the pages, all of them `tag`'s. `setting` is in the sizes of a page's own text. */
export function setText(inlines: Inlines, setting: TextSetting, column: Column, tag: Tag): readonly Slab[] {
  const { scale } = column;
  const [size, leading] = [setting.size * scale, setting.leading * scale];
  const { align } = setting;
  const width = column.width - setting.left;
  const evenness = align === 'centre' ? 'with-last' : 'but-last';
  const lines = wrapped(inlines, setting.family, (width * 1000) / size, evenness);
  return lines.map((line, index) => {
    const isLast = index === lines.length - 1;
    const isFull = (lineWidth(line) * size) / 1000 > width * NEARLY_FULL;
    return {
      height: leading,
      before: index === 0 ? setting.before * scale : 0,
      // No widows, no orphans: the first two lines stay together, and the last two.
      keep: setting.keepAll === true || (!isLast && (index === 0 || index === lines.length - 2)),
      draw: (canvas, top) => {
        const place = { x: column.x + setting.left, y: top - baseline(size, leading), size, colour: INK };
        const justify = align === 'justify' && width > SHORT && !isLast && isFull ? width : undefined;
        tagged(canvas, tag, () => {
          drawAligned(canvas, line, { ...place, justify }, width, align === 'centre' ? 'centre' : 'left');
        });
      },
    };
  });
}

const wraps = new Map<string, readonly Line[]>();
const MOST_WRAPS = 2_000;

/** What a template says word for word is broken into lines once for all the documents of a wave. */
function wrapped(inlines: Inlines, family: Family | undefined, limit: number, evenness: Evenness): readonly Line[] {
  const styled = inlines.map(({ text, bold, italic }) => `${bold ? 'b' : ''}${italic ? 'i' : ''}\n${text}`);
  const key = [family ?? '', limit, evenness, ...styled].join('\n\n');
  const known = wraps.get(key);
  if (known !== undefined) return known;
  const lines = wrap(inlineWords(inlines, family), limit, evenness);
  if (wraps.size >= MOST_WRAPS) wraps.clear();
  wraps.set(key, lines);
  return lines;
}

/** How far below the top of a line its letters stand. */
export const baseline = (size: number, leading: number): number => (leading - size) / 2 + size * 0.78;

/** Words of a styled text: a change of style inside a word does not part it. */
export function inlineWords(inlines: Inlines, family?: Family): Line {
  const words: { text: string; family: Family }[][] = [[]];
  for (const inline of inlines) {
    const style: Family = family ?? (inline.bold ? 'serif-bold' : inline.italic ? 'serif-italic' : 'serif');
    inline.text.split(' ').forEach((part, index) => {
      if (index > 0) words.push([]);
      const word = words.at(-1);
      const piece = word?.at(-1);
      if (part === '') return;
      if (piece?.family === style) piece.text += part;
      else word?.push({ text: part, family: style });
    });
  }
  return words
    .filter((pieces) => pieces.length > 0)
    .map((pieces) => wordOf(pieces.map((piece) => shape(piece.text, piece.family))));
}
