import { drawLine, INK } from './canvas.ts';
import type { Canvas } from './canvas.ts';
import { baseline, type Column, setText } from './column.ts';
import { setTable } from './layout-table.ts';
import type { Block } from './markdown.ts';
import type { Slab } from './paginate.ts';
import type { Tag } from './tag.ts';
import { addTag, placedAt, tagged } from './tags.ts';
import { lineWidth, wordsOf } from './text.ts';

const SIZE = 10.6;
const LEADING = 15.2;
const INDENT = 24;
/** At least so much between a clause's number and its words. */
const NUMBER_GAP = 7;

/** A picture: `draw` stays within `width` × `height` points from its lower left corner; `alt` says what it shows. */
export type Figure = {
  readonly kind: 'figure';
  readonly width: number;
  readonly height: number;
  readonly alt: string;
  readonly draw: (canvas: Canvas, x: number, y: number) => void;
};
/** Nothing but room, in points. */
export type Space = { readonly kind: 'space'; readonly height: number };
export type PageBlock = Block | Figure | Space;
type Item = Extract<Block, { kind: 'item' }>;

/** D10: blocks of a body as slabs for the pages. */
export const layOut = (blocks: readonly PageBlock[], column: Column): readonly Slab[] =>
  layOutEach(blocks, column).flat();

/** The same, block by block. */
export function layOutEach(blocks: readonly PageBlock[], column: Column): readonly (readonly Slab[])[] {
  // The lists that are open, one in another, each with its last entry's body and the room for its numbers.
  const lists: OpenList[] = [];
  return blocks.map((block, index) => {
    if (block.kind !== 'item') lists.length = 0;
    return block.kind === 'item'
      ? setItem(
          block,
          openList(lists, blocks, index, block.depth, column),
          column,
          blocks[index - 1],
          blocks[index + 1],
        )
      : layOutBlock(block, column, blocks[index - 1], blocks[index + 1]);
  });
}

function layOutBlock(
  block: Exclude<PageBlock, Item>,
  column: Column,
  previous: PageBlock | undefined,
  next: PageBlock | undefined,
): readonly Slab[] {
  const { tag } = column;
  const still = { left: 0, keepAll: true } as const;
  switch (block.kind) {
    case 'title': {
      const setting = { size: 18, leading: 23, before: 0, align: 'centre', family: 'serif-bold' } as const;
      return setText(block.inlines, { ...still, ...setting }, column, addTag(tag, 'H1'));
    }
    case 'centered': {
      const before = previous?.kind === 'title' ? 5 : 1.5;
      const setting = { size: 11.4, leading: 16, before, align: 'centre' } as const;
      return setText(block.inlines, { ...still, ...setting }, column, addTag(tag, 'P'));
    }
    case 'heading': {
      const setting = { size: 11.4, leading: 15.5, before: 14, align: 'left', family: 'serif-bold' } as const;
      return setText(block.inlines, { ...still, ...setting }, column, addTag(tag, 'H2'));
    }
    case 'paragraph': {
      const before = previous?.kind === 'centered' ? 18 : 7;
      const setting = { size: SIZE, leading: LEADING, before, left: 0, align: 'justify' } as const;
      const slabs = setText(block.inlines, setting, column, addTag(tag, 'P'));
      // What announces a table or a line of its own does not stand alone at the foot of a page.
      return next?.kind === 'table' || next?.kind === 'centered' ? keptToTheEnd(slabs) : slabs;
    }
    case 'table':
      return setTable(block, column, INDENT * (column.scale < 1 ? 0 : 1));
    case 'figure':
      return [figureSlab(block, column)];
    case 'space':
      return [{ height: block.height, before: 0, keep: true, draw: () => undefined }];
  }
}

/** The last of them is not the last on its page while something follows. */
const keptToTheEnd = (slabs: readonly Slab[]): readonly Slab[] =>
  slabs.map((slab, index) => (index === slabs.length - 1 ? { ...slab, keep: true } : slab));

const figureSlab = (figure: Figure, column: Column): Slab => ({
  height: figure.height,
  before: 10,
  keep: false,
  draw: (canvas, top) => {
    const [x, y] = [column.x + (column.width - figure.width) / 2, top - figure.height];
    const attributes = placedAt(x, y, figure.width, figure.height);
    const tag = addTag(column.tag, 'Figure', { alt: figure.alt, attributes });
    tagged(canvas, tag, () => figure.draw(canvas, x, y));
  },
});

type OpenList = {
  readonly tag: Tag;
  body: Tag;
  /** Where words and numbers start. */ readonly left: number;
  readonly numbers: number;
};

/** The list that the item at `index` stands in; numbers of one list are aligned, whatever their length. */
function openList(
  lists: OpenList[],
  blocks: readonly PageBlock[],
  index: number,
  depth: number,
  column: Column,
): OpenList {
  lists.length = Math.min(lists.length, depth + 1);
  const open = lists[depth];
  if (open !== undefined) return open;
  const parent = lists.at(-1);
  const widest = Math.max(...labelsFrom(blocks, index, depth).map((label) => lineWidth(wordsOf(label, 'serif'))));
  const room = (widest * SIZE) / 1000 + NUMBER_GAP;
  const numbers = parent?.left ?? INDENT * depth * column.scale;
  const left = numbers + Math.max(INDENT, room) * column.scale;
  const tag = addTag(parent?.body ?? column.tag, 'L');
  const list: OpenList = { tag, body: tag, left, numbers };
  lists.push(list);
  return list;
}

function labelsFrom(blocks: readonly PageBlock[], start: number, depth: number): readonly string[] {
  const labels: string[] = [];
  for (let index = start; index < blocks.length; index += 1) {
    const block = blocks[index];
    if (block?.kind !== 'item' || block.depth < depth) break;
    if (block.depth === depth) labels.push(block.label);
  }
  return labels;
}

function setItem(
  block: Item,
  list: OpenList,
  column: Column,
  previous: PageBlock | undefined,
  next: PageBlock | undefined,
): readonly Slab[] {
  const { scale } = column;
  const [size, leading] = [SIZE * scale, LEADING * scale];
  const before = previous?.kind === 'heading' ? 3 : block.depth > 0 ? 2 : 4.5;
  const entry = addTag(list.tag, 'LI');
  const number = addTag(entry, 'Lbl');
  list.body = addTag(entry, 'LBody');
  const setting = { size: SIZE, leading: LEADING, before, left: list.left, align: 'justify' } as const;
  const slabs = setText(block.inlines, setting, column, list.body);
  const label = wordsOf(block.label, 'serif');
  // "(2) … as follows:" does not stand alone at the foot of a page.
  const leads = (next?.kind === 'item' && next.depth > block.depth) || next?.kind === 'table';
  return slabs.map((slab, index) => ({
    ...slab,
    keep: slab.keep || (leads && index === slabs.length - 1),
    draw: (canvas, top) => {
      if (index === 0) {
        const place = { x: column.x + list.numbers, y: top - baseline(size, leading), size, colour: INK };
        tagged(canvas, number, () => drawLine(canvas, label, place));
      }
      slab.draw(canvas, top);
    },
  }));
}
