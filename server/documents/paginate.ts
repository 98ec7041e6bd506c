import type { Canvas } from './canvas.ts';

/** Something that is never split: a line, a table row, the signature blocks. Points. */
export type Slab = {
  readonly height: number;
  /** Space above it, dropped at the head of a page. */
  readonly before: number;
  /** It may not be the last on its page while something follows. */
  readonly keep: boolean;
  readonly startsPage?: boolean;
  /** D47: what stands once more above it where it begins a page: the head of its table. */
  readonly head?: Slab;
  /** Which row of its table it is, or is a part of: rows of two tables stand side by side (D48). */
  readonly row?: number;
  /** `top` is the upper edge; `height` more than its own where something higher stands beside it. */
  readonly draw: (canvas: Canvas, top: number, height?: number) => void;
};

type PlacedSlab = {
  readonly slab: Slab;
  /** Distance from the head of the text area. */ readonly offset: number;
};

/** D10: fills pages of `height`, breaking only where a slab may end its page. */
export function paginate(slabs: readonly Slab[], height: number): readonly (readonly PlacedSlab[])[] {
  const pages: PlacedSlab[][] = [];
  let start = 0;
  while (start < slabs.length) {
    const end = endOfPage(slabs, start, height);
    const page: PlacedSlab[] = [];
    let offset = 0;
    const again = headOver(slabs, start);
    if (again !== undefined) {
      page.push({ slab: again, offset });
      offset += again.height;
    }
    for (const slab of slabs.slice(start, end)) {
      offset += page.length === 0 ? 0 : slab.before;
      page.push({ slab, offset });
      offset += slab.height;
    }
    pages.push(page);
    start = end;
  }
  return pages;
}

const headOver = (slabs: readonly Slab[], start: number): Slab | undefined =>
  start === 0 ? undefined : slabs[start]?.head;

function endOfPage(slabs: readonly Slab[], start: number, height: number): number {
  let used = headOver(slabs, start)?.height ?? 0;
  let allowed = start;
  for (let index = start; index < slabs.length; index += 1) {
    const slab = slabs[index];
    if (slab === undefined || (index > start && slab.startsPage === true)) return index;
    used += slab.height + (index === start ? 0 : slab.before);
    // A chain of kept slabs longer than a page is broken all the same: text is never lost below the foot.
    if (used > height && index > start) return allowed > start ? allowed : index;
    if (!slab.keep) allowed = index + 1;
  }
  return slabs.length;
}
