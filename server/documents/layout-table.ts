import { type Canvas, drawAligned, drawRule, HAIRLINE, INK } from './canvas.ts';
import { baseline, type Column, inlineWords } from './column.ts';
import { type Block, plainText } from './markdown.ts';
import type { Slab } from './paginate.ts';
import type { Tag } from './tag.ts';
import { addTag, artifact, tagged } from './tags.ts';
import { type Line, lineWidth, wordsOf } from './text.ts';
import { wrap } from './wrap.ts';

type Table = Extract<Block, { kind: 'table' }>;

const SIZE = 9.6;
const LEADING = 13.2;
const GAP = 14;
const PAD = 3;
/** A row of more lines than these may be broken between two of them. */
const UNBROKEN = 12;

type Row = { readonly lines: readonly (readonly Line[])[]; readonly isHead: boolean };

/** D47: rows for the pages, the first of them the head, which stands again wherever the table goes on. */
export function setTable(block: Table, column: Column, indent: number): readonly Slab[] {
  const [size, leading] = [SIZE * column.scale, LEADING * column.scale];
  const x = column.x + indent;
  const width = column.width - indent;
  const widths = columnWidths(block, width, size);
  const table = addTag(column.tag, 'Table');
  let head: Slab | undefined;

  const drawRow = (
    canvas: Canvas,
    row: Row,
    top: number,
    from: number,
    to: number,
    cells: readonly Tag[] | null,
  ): void => {
    let left = x;
    row.lines.forEach((lines, index) => {
      const room = (widths[index] ?? 0) - (index === row.lines.length - 1 ? 0 : GAP);
      const align = block.columns[index] === 'right' ? 'right' : 'left';
      const draw = (): void => {
        for (const [at, line] of lines.slice(from, to).entries()) {
          const y = top - (from === 0 ? PAD : 0) - at * leading - baseline(size, leading);
          drawAligned(canvas, line, { x: left, y, size, colour: INK }, room, align);
        }
      };
      const cell = cells?.[index];
      if (cell === undefined) draw();
      else if (lines.length > from) tagged(canvas, cell, draw);
      left += room + GAP;
    });
  };
  const rule = (canvas: Canvas, y: number, isHead: boolean): void =>
    drawRule(canvas, { x, y }, width, HAIRLINE, isHead ? 0.9 : 0.5);

  return block.rows.flatMap((cells, rowIndex): readonly Slab[] => {
    const isHead = rowIndex === 0;
    const row: Row = {
      isHead,
      lines: widths.map((room, index) =>
        wrap(
          inlineWords(cells[index] ?? [], isHead ? 'serif-bold' : undefined),
          ((room - (index === widths.length - 1 ? 0 : GAP)) * 1000) / size,
          'but-last',
        ),
      ),
    };
    const tag = addTag(table, 'TR');
    const tags = row.lines.map(() =>
      isHead ? addTag(tag, 'TH', { attributes: '<</O/Table/Scope/Column>>' }) : addTag(tag, 'TD'),
    );
    const count = Math.max(1, ...row.lines.map((lines) => lines.length));
    // The head stays with the first row, and the last row is not left alone on the next page.
    const keep = isHead || rowIndex === block.rows.length - 2;
    const part = (from: number, to: number, keepPart: boolean): Slab => {
      const height = (to - from) * leading + (from === 0 ? PAD : 0) + (to === count ? PAD : 0);
      return {
        height,
        before: isHead ? 5 : 0,
        keep: keepPart,
        row: rowIndex,
        ...(head === undefined ? {} : { head }),
        draw: (canvas, top, room = height) => {
          drawRow(canvas, row, top, from, to, tags);
          if (to === count) artifact(canvas, () => rule(canvas, top - room, isHead));
        },
      };
    };
    const slabs =
      count <= UNBROKEN
        ? [part(0, count, keep)]
        : Array.from({ length: count }, (_, at) =>
            part(at, at + 1, at === 0 || at === count - 2 || (keep && at === count - 1)),
          );
    if (isHead) {
      const height = count * leading + 2 * PAD;
      head = {
        height,
        before: 0,
        keep: true,
        // What is said once is structure; said again it is a help to the eye.
        draw: (canvas, top) =>
          artifact(canvas, () => {
            drawRow(canvas, row, top, 0, count, null);
            rule(canvas, top - height, true);
          }),
      };
    }
    return slabs;
  });
}

/**
 * Every column but the last is as wide as its widest cell needs, up to a third of the table, yet holds its longest word;
 * the last takes the rest. Figures need no more than they are long: what a last column of figures does not need goes to
 * those that had to be narrower than their widest cell.
 */
function columnWidths(block: Table, table: number, size: number): readonly number[] {
  const most = table / Math.max(3, block.columns.length - 0.5);
  const needs = block.columns.map((_, column) => {
    const lines = block.rows.map((row) => wordsOf(plainText(row[column] ?? []), 'serif-bold'));
    const [widest = 0, longest = 0] = [lines, lines.flatMap((line) => line.map((word) => [word]))].map(
      (all) => (Math.max(0, ...all.map(lineWidth)) * size) / 1000 + GAP + 4,
    );
    return { widest, given: Math.min(widest, Math.max(most, longest)) };
  });
  const others = needs.slice(0, -1);
  const sum = others.reduce((total, { given }) => total + given, 0);
  // Words too long for all of them: the columns shrink alike, and the words are cut.
  const share = Math.min(1, (table * 0.8) / sum);
  const rest = table - sum * share;
  const spare = block.columns.at(-1) === 'right' ? Math.max(0, rest - (needs.at(-1)?.widest ?? rest)) : 0;
  const lacking = others.reduce((total, { widest, given }) => total + widest - given, 0);
  const help = share < 1 || lacking === 0 ? 0 : Math.min(1, spare / lacking);
  const widths = others.map(({ widest, given }) => given * share + (widest - given) * help);
  return [...widths, table - widths.reduce((total, width) => total + width, 0)];
}
