import type { Column } from './column.ts';
import { layOutEach, type PageBlock } from './layout.ts';
import type { Slab } from './paginate.ts';

type Set = readonly (readonly Slab[])[];

/**
 * D48: two languages beside one another. Clauses start at the same height, and so do their parts wherever both
 * languages have the same; a page ends at the same line of both.
 */
export function layOutSideBySide(
  bodies: readonly [readonly PageBlock[], readonly PageBlock[]],
  columns: readonly [Column, Column],
): readonly Slab[] {
  const [left, right] = [layOutEach(bodies[0], columns[0]), layOutEach(bodies[1], columns[1])];
  const [leftClauses, rightClauses] = [clausesOf(bodies[0]), clausesOf(bodies[1])];
  return Array.from({ length: Math.max(leftClauses.length, rightClauses.length) }, (_, index) => {
    const [mine, yours] = [leftClauses[index] ?? EMPTY, rightClauses[index] ?? EMPTY];
    const isAlike = mine.kinds.join() === yours.kinds.join();
    const [one, other] = [left.slice(mine.from, mine.to), right.slice(yours.from, yours.to)];
    return isAlike ? zip(one, other, pairBlocks).flat() : pairBlocks(one.flat(), other.flat());
  }).flat();
}

type Clause = { readonly from: number; to: number; readonly kinds: string[] };
const EMPTY: Clause = { from: 0, to: 0, kinds: [] };

/** What stands before the first clause head, then clause by clause. */
function clausesOf(blocks: readonly PageBlock[]): readonly Clause[] {
  const clauses: Clause[] = [];
  blocks.forEach((block, index) => {
    const open = clauses.at(-1);
    const clause = open === undefined || block.kind === 'heading' ? { from: index, to: index, kinds: [] } : open;
    if (clause !== open) clauses.push(clause);
    clause.to = index + 1;
    clause.kinds.push(block.kind === 'item' ? `item ${block.depth}` : block.kind);
  });
  return clauses;
}

function zip<One, Pair>(
  left: readonly One[],
  right: readonly One[],
  pair: (left: One | undefined, right: One | undefined) => Pair,
): readonly Pair[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => pair(left[index], right[index]));
}

const pairBlocks = (left: Set[number] = [], right: Set[number] = []): readonly Slab[] =>
  zip(rowsOf(left), rowsOf(right), (one = [], other = []) => zip(one, other, pairSlabs)).flat();

/** A table's rows, each with its parts; of anything else every slab by itself. */
function rowsOf(slabs: readonly Slab[]): readonly (readonly Slab[])[] {
  const rows: Slab[][] = [];
  for (const slab of slabs) {
    const open = rows.at(-1);
    if (open !== undefined && slab.row !== undefined && open[0]?.row === slab.row) open.push(slab);
    else rows.push([slab]);
  }
  return rows;
}

/** What goes on in one language alone has nothing beside it to keep it. */
function pairSlabs(one: Slab | undefined, other: Slab | undefined): Slab {
  const both = [one, other].filter((slab) => slab !== undefined);
  const heads = both.flatMap(({ head }) => head ?? []);
  return { ...beside(both), ...(heads.length === 0 ? {} : { head: beside(heads) }) };
}

function beside(slabs: readonly Slab[]): Slab {
  const height = Math.max(...slabs.map((slab) => slab.height));
  return {
    height,
    before: Math.max(...slabs.map(({ before }) => before)),
    keep: slabs.some(({ keep }) => keep),
    draw: (canvas, top) => {
      for (const slab of slabs) slab.draw(canvas, top, height);
    },
  };
}
