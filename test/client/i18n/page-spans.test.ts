import { expect, test } from 'vitest';
import { pageSpans } from '#client/i18n/page-spans.ts';

test('three pages and more in a row are one span', () => {
  expect(pageSpans([])).toEqual([]);
  expect(pageSpans([4])).toEqual(['4']);
  expect(pageSpans([1, 2])).toEqual(['1', '2']);
  expect(pageSpans([1, 2, 3, 5])).toEqual(['1–3', '5']);
  expect(pageSpans([2, 7, 8, 9, 10])).toEqual(['2', '7–10']);
});
