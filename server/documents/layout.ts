import { drawAligned, drawLine, drawRule, HAIRLINE, INK } from './canvas.ts';
import type { Family } from './fonts.ts';
import type { Block, Inlines } from './markdown.ts';
import { plainText } from './markdown.ts';
import type { Slab } from './paginate.ts';
import { PAPER, TEXT_WIDTH } from './paper.ts';
import { type Line, lineWidth, shape, wordOf, wordsOf } from './text.ts';
import { wrap } from './wrap.ts';

const SIZE = 10.6;
const LEADING = 15.2;
const INDENT = 24;
/** A line is spread to the margin only if it is nearly full: wide gaps read worse than a ragged edge. */
const NEARLY_FULL = 0.78;

type TextSetting = {
  readonly size: number;
  readonly leading: number;
  readonly before: number;
  readonly left: number;
  readonly align: 'justify' | 'centre' | 'left';
  readonly family?: Family;
  readonly keepAll?: boolean;
};

/** D10: blocks of a body as slabs for the pages. */
export function layOut(blocks: readonly Block[]): readonly Slab[] {
  return blocks.flatMap((block, index) => layOutBlock(block, blocks[index - 1], blocks[index + 1]));
}

function layOutBlock(block: Block, previous: Block | undefined, next: Block | undefined): readonly Slab[] {
  switch (block.kind) {
    case 'title':
      return setText(block.inlines, {
        size: 18,
        leading: 23,
        before: 0,
        left: 0,
        align: 'centre',
        family: 'serif-bold',
        keepAll: true,
      });
    case 'centered':
      return setText(block.inlines, {
        size: 11.4,
        leading: 16,
        before: previous?.kind === 'title' ? 5 : 1.5,
        left: 0,
        align: 'centre',
        keepAll: true,
      });
    case 'heading':
      return setText(block.inlines, {
        size: 11.4,
        leading: 15.5,
        before: 14,
        left: 0,
        align: 'left',
        family: 'serif-bold',
        keepAll: true,
      });
    case 'paragraph': {
      const before = previous?.kind === 'centered' ? 18 : 7;
      return setText(block.inlines, { size: SIZE, leading: LEADING, before, left: 0, align: 'justify' });
    }
    case 'item':
      return setItem(block, previous, next);
    case 'table':
      return setTable(block);
  }
}

function setItem(
  block: Block & { kind: 'item' },
  previous: Block | undefined,
  next: Block | undefined,
): readonly Slab[] {
  const left = INDENT * (block.depth + 1);
  const before = previous?.kind === 'heading' ? 3 : block.depth > 0 ? 2 : 4.5;
  const slabs = setText(block.inlines, { size: SIZE, leading: LEADING, before, left, align: 'justify' });
  const label = wordsOf(block.label, 'serif');
  // "(2) … as follows:" does not stand alone at the foot of a page.
  const leads = (next?.kind === 'item' && next.depth > block.depth) || next?.kind === 'table';
  return slabs.map((slab, index) => ({
    ...slab,
    keep: slab.keep || (leads && index === slabs.length - 1),
    draw: (sheet, top) => {
      if (index === 0) {
        const place = { x: PAPER.left + left - INDENT, y: top - baseline(SIZE, LEADING), size: SIZE, colour: INK };
        drawLine(sheet.canvas, label, place);
      }
      slab.draw(sheet, top);
    },
  }));
}

const baseline = (size: number, leading: number): number => (leading - size) / 2 + size * 0.78;

function setText(inlines: Inlines, setting: TextSetting): readonly Slab[] {
  const { size, leading, align } = setting;
  const width = TEXT_WIDTH - setting.left;
  const evenness = align === 'centre' ? 'with-last' : 'but-last';
  const lines = wrap(inlineWords(inlines, setting.family), (width * 1000) / size, evenness);
  return lines.map((line, index) => {
    const isLast = index === lines.length - 1;
    const isFull = (lineWidth(line) * size) / 1000 > width * NEARLY_FULL;
    return {
      height: leading,
      before: index === 0 ? setting.before : 0,
      // No widows, no orphans: the first two lines stay together, and the last two.
      keep: setting.keepAll === true || (!isLast && (index === 0 || index === lines.length - 2)),
      draw: ({ canvas }, top) => {
        const place = { x: PAPER.left + setting.left, y: top - baseline(size, leading), size, colour: INK };
        const justify = align === 'justify' && !isLast && isFull ? width : undefined;
        drawAligned(canvas, line, { ...place, justify }, width, align === 'centre' ? 'centre' : 'left');
      },
    };
  });
}

/** Words of a styled text: a change of style inside a word does not part it. */
function inlineWords(inlines: Inlines, family?: Family): Line {
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

const TABLE_SIZE = 9.6;
const TABLE_LEADING = 13.2;
const CELL = 7;

function setTable(block: Block & { kind: 'table' }): readonly Slab[] {
  const widths = columnWidths(block);
  const table = TEXT_WIDTH - INDENT;
  return block.rows.map((row, rowIndex) => {
    const isHead = rowIndex === 0;
    const cells = widths.map((width, column) =>
      wrap(
        inlineWords(row[column] ?? [], isHead ? 'serif-bold' : undefined),
        ((width - (column === widths.length - 1 ? 0 : 2 * CELL)) * 1000) / TABLE_SIZE,
        'but-last',
      ),
    );
    const height = Math.max(...cells.map((lines) => lines.length)) * TABLE_LEADING + 6;
    return {
      height,
      before: isHead ? 5 : 0,
      // The head stays with the first row, and the last row is not left alone on the next page.
      keep: isHead || rowIndex === block.rows.length - 2,
      draw: ({ canvas }, top) => {
        let x = PAPER.left + INDENT;
        cells.forEach((lines, column) => {
          const width = (widths[column] ?? 0) - (column === cells.length - 1 ? 0 : 2 * CELL);
          lines.forEach((line, index) => {
            const y = top - 3 - index * TABLE_LEADING - baseline(TABLE_SIZE, TABLE_LEADING);
            const align = block.columns[column] === 'right' ? 'right' : 'left';
            drawAligned(canvas, line, { x, y, size: TABLE_SIZE, colour: INK }, width, align);
          });
          x += width + 2 * CELL;
        });
        drawRule(canvas, { x: PAPER.left + INDENT, y: top - height }, table, HAIRLINE, isHead ? 0.9 : 0.5);
      },
    };
  });
}

/** Every column but the last is as wide as its widest cell needs, up to a third of the table; the last takes the rest. */
function columnWidths(block: Block & { kind: 'table' }): readonly number[] {
  const table = TEXT_WIDTH - INDENT;
  const natural = block.columns.slice(0, -1).map((_, column) => {
    const widest = Math.max(...block.rows.map((row) => lineWidth(wordsOf(plainText(row[column] ?? []), 'serif-bold'))));
    return Math.min((widest * TABLE_SIZE) / 1000 + 2 * CELL + 4, table / 3);
  });
  return [...natural, table - natural.reduce((sum, width) => sum + width, 0)];
}
