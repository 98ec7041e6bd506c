import { useEffect, useRef } from 'preact/hooks';
import { createSeenPages, type Placed } from './seen-pages.ts';

const LOOK_EVERY_MS = 125;

/**
 * Tells of the pages that were really seen in this window, and of the one in its middle. `isDrawn` says whether a page
 * shows anything yet. Nothing counts while the browser's tab is hidden or the window is covered by a dialog.
 */
export const useSeen = (
  window: { readonly current: HTMLElement | null },
  isDrawn: (number: number) => boolean,
  onLook: (look: { readonly seen: readonly number[]; readonly current: number }) => void,
): void => {
  const told = useRef('');
  useEffect(() => {
    const pages = createSeenPages();
    let last = performance.now();
    const look = (): void => {
      const now = performance.now();
      // A timer that slept (a busy or sleeping machine) proves no look of that length.
      const elapsed = Math.min(now - last, 2 * LOOK_EVERY_MS);
      last = now;
      const element = window.current;
      if (element === null || document.visibilityState !== 'visible') return;
      const bounds = element.getBoundingClientRect();
      const papers = [...element.querySelectorAll<HTMLElement>('[data-page]')];
      const places = papers.map((paper) => paper.getBoundingClientRect());
      const isCovered = document.querySelector('dialog[open]') !== null && element.closest('dialog') === null;
      const shown = places.map(({ top, height }, index): Placed | null =>
        isDrawn(index + 1) && !isCovered ? { top, height } : null,
      );
      const seen = pages.look(
        shown,
        { top: Math.max(bounds.top, 0), bottom: Math.min(bounds.bottom, innerHeight) },
        elapsed,
      );
      const middle = (Math.max(bounds.top, 0) + Math.min(bounds.bottom, innerHeight)) / 2;
      const current = Math.max(1, places.filter(({ top }) => top <= middle).length);
      const news = `${seen.join(' ')}/${current}`;
      if (news === told.current) return;
      told.current = news;
      onLook({ seen, current });
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [window, isDrawn, onLook]);
};
