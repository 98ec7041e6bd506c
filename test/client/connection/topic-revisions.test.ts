import { expect, test } from 'vitest';
import { applyTopicMessage } from '#client/connection/topic-revisions.ts';

const start = { revision: 4, view: { phase: 'open', onStage: ['a'], rows: { a: { n: 1 }, b: { n: 2 } } } };

test('a snapshot replaces everything, whatever its revision', () => {
  expect(applyTopicMessage(start, { topic: 'stage', revision: 1, snapshot: { phase: 'live' } })).toEqual({
    revision: 1,
    view: { phase: 'live' },
  });
  expect(applyTopicMessage(null, { topic: 'stage', revision: 9, snapshot: {} })).toEqual({ revision: 9, view: {} });
});

test('the next change replaces the keys it names and leaves the others', () => {
  expect(applyTopicMessage(start, { topic: 'stage', revision: 5, changes: { phase: 'live' } })).toEqual({
    revision: 5,
    view: { ...start.view, phase: 'live' },
  });
});

test('of rows only those that changed are named; null takes one away', () => {
  const after = applyTopicMessage(start, {
    topic: 'roster',
    revision: 5,
    changes: { rows: { a: null, b: { n: 3 }, c: { n: 4 } } },
  });
  expect(after).toEqual({ revision: 5, view: { ...start.view, rows: { b: { n: 3 }, c: { n: 4 } } } });
});

test('what stood before is left alone', () => {
  const before = structuredClone(start);
  applyTopicMessage(start, { topic: 'roster', revision: 5, changes: { phase: 'live', rows: { a: null } } });
  expect(start).toEqual(before);
});

test.for([
  ['skipped', 6],
  ['repeated', 4],
  ['older', 3],
] as const)('a change whose revision is %s is a gap', ([, revision]) => {
  expect(applyTopicMessage(start, { topic: 'stage', revision, changes: { phase: 'live' } })).toBe('gap');
});

test('a change before any snapshot, or of nothing, is a gap', () => {
  expect(applyTopicMessage(null, { topic: 'stage', revision: 1, changes: {} })).toBe('gap');
  expect(applyTopicMessage(start, { topic: 'stage', revision: 5 })).toBe('gap');
});
