import { expect, test } from 'vitest';
import { createSeenPages, MOMENT_MS, type Placed } from '#client/pdf/seen-pages.ts';

const WINDOW = { top: 0, bottom: 800 };
const page = (top: number, height = 700): Placed => ({ top, height });

test('a page that stands in view for a moment counts as seen', () => {
  const pages = createSeenPages();
  expect(pages.look([page(50)], WINDOW, MOMENT_MS - 1)).toEqual([]);
  expect(pages.look([page(50)], WINDOW, 1)).toEqual([1]);
});

test('scrolling past is not seeing', () => {
  const pages = createSeenPages();
  for (let count = 0; count < 20; count += 1) {
    expect(pages.look([page(50 - count * 800), page(850 - count * 800)], WINDOW, 100)).toEqual([]);
  }
});

test('half a page is not the page', () => {
  const pages = createSeenPages();
  expect(pages.look([page(450)], WINDOW, 10 * MOMENT_MS)).toEqual([]);
});

test('a page taller than the window is seen part by part', () => {
  const pages = createSeenPages();
  expect(pages.look([page(0, 2000)], WINDOW, MOMENT_MS)).toEqual([]);
  expect(pages.look([page(-700, 2000)], WINDOW, MOMENT_MS)).toEqual([]);
  expect(pages.look([page(-1200, 2000)], WINDOW, MOMENT_MS)).toEqual([1]);
});

test('what is not drawn yet is not seen, and what was seen stays seen', () => {
  const pages = createSeenPages();
  expect(pages.look([page(50), null], WINDOW, MOMENT_MS)).toEqual([1]);
  expect(pages.look([page(-900), page(50)], WINDOW, MOMENT_MS)).toEqual([1, 2]);
});

test('a moment is unbroken', () => {
  const pages = createSeenPages();
  pages.look([page(50)], WINDOW, MOMENT_MS - 100);
  pages.look([page(2000)], WINDOW, 100);
  expect(pages.look([page(50)], WINDOW, MOMENT_MS - 100)).toEqual([]);
});
