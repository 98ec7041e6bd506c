// What it takes for a page to count as seen. Scrolling past is not seeing: the eye needs a moment on (almost) all of it.

const BANDS = 10;
/** Bands of a page that must have been looked at: nearly all of it, since margins may stay below the edge. */
const ENOUGH = 9;
/** How long a band has to stand in view, in milliseconds. */
export const MOMENT_MS = 500;

/** Where a page's drawing stands against the window it is seen through, in pixels from any common origin. */
export type Placed = { readonly top: number; readonly height: number };

/** Follows which parts of which pages have stood in view, and for how long. Pages are counted from 1. */
export type SeenPages = {
  /** Tells what stood in view for the last `elapsed` milliseconds; answers with all pages seen so far, in order. */
  readonly look: (
    pages: readonly (Placed | null)[],
    window: { readonly top: number; readonly bottom: number },
    elapsed: number,
  ) => readonly number[];
};

export const createSeenPages = (): SeenPages => {
  const inView = new Map<number, number[]>();
  const seen = new Set<number>();
  const count = (number: number, { top, height }: Placed, window: { top: number; bottom: number }, elapsed: number) => {
    const bands = inView.get(number) ?? Array.from({ length: BANDS }, () => 0);
    inView.set(number, bands);
    for (const [index, time] of bands.entries()) {
      const start = top + (height * index) / BANDS;
      const isIn = start >= window.top - 1 && start + height / BANDS <= window.bottom + 1;
      // A moment is unbroken: out of view, a band that was not seen yet starts anew.
      if (time < MOMENT_MS) bands[index] = isIn ? time + elapsed : 0;
    }
    if (bands.filter((time) => time >= MOMENT_MS).length >= ENOUGH) seen.add(number);
  };
  return {
    look: (pages, window, elapsed) => {
      for (const [index, placed] of pages.entries()) {
        // Null: not drawn yet, so there is nothing to see.
        if (placed !== null && !seen.has(index + 1)) count(index + 1, placed, window, elapsed);
      }
      return [...seen].toSorted((one, other) => one - other);
    },
  };
};
