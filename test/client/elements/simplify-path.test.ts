import { expect, test } from 'vitest';
import { PROVINCES } from '#contract/provinces';
import { OUTLINE_OF } from '#client/elements/map/outline-of.ts';
import { provinces } from '#client/elements/map/outlines.ts';
import { simplifyPath } from '#client/elements/map/simplify-path.ts';

test('points on a straight line go, corners stay', () => {
  expect(simplifyPath('m 10,10 5,0 5,0 0,10 -10,0 z', { tolerance: 0.1, smallest: 0 })).toBe('M10 10l10 0 0 10 -10 0z');
});

test('after a closed ring the next starts from where that one started', () => {
  expect(simplifyPath('m 0,0 4,0 0,4 z m 10,0 4,0 0,4 z', { tolerance: 0.1, smallest: 0 })).toBe(
    'M0 0l4 0 0 4zM10 0l4 0 0 4z',
  );
});

test('small islands go, but never the largest of a province', () => {
  const tiny = 'm 0,0 0.4,0 0,0.4 z';
  expect(simplifyPath(tiny, { tolerance: 0.01, smallest: 5 })).not.toBe('');
  expect(simplifyPath(`${tiny} m 10,0 9,0 0,9 z`, { tolerance: 0.01, smallest: 5 })).toBe('M10 0l9 0 0 9z');
});

test('every province has an outline, and every outline a province', () => {
  const outlines = provinces.outlines.map(({ id }) => id).toSorted((one, other) => one.localeCompare(other));
  expect(
    [...new Set(Object.keys(PROVINCES).map((code) => OUTLINE_OF[code] ?? code))].toSorted((one, other) =>
      one.localeCompare(other),
    ),
  ).toEqual(outlines);
  for (const { path } of provinces.outlines)
    expect(simplifyPath(path, { tolerance: 0.45, smallest: 0.9 })).toMatch(/^M.*z$/);
});
