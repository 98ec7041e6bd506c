import { expect, test } from 'vitest';
import { itemsInOrder } from '#ceremony/rundown/state';
import { forecast, overrunOf } from '#contract/rundown-forecast';
import { ceremonyStory } from '#support/ceremony-story';
import { at, expected, morning, planned, start } from '#support/rundown-story';

test('[C28] an over-run pushes what follows, and room between items takes it up', () => {
  const story = morning();
  start(story, 'opening', at('02:00:00'));
  expect(expected(story, at('02:03:00'))).toEqual({
    opening: ['02:00:00', '02:05:00'],
    signing: ['02:05:00', '02:10:00'],
    c: ['02:10:00', '02:15:00'],
    d: ['02:15:00', '02:20:00'],
    e: ['02:30:00', '02:35:00'],
  });
  expect(expected(story, at('02:07:00'))).toEqual({
    opening: ['02:00:00', '02:07:00'],
    signing: ['02:07:00', '02:12:00'],
    c: ['02:12:00', '02:17:00'],
    d: ['02:17:00', '02:22:00'],
    e: ['02:30:00', '02:35:00'],
  });
  start(story, 'signing', at('02:07:00'));
  expect(expected(story, at('02:08:00'))['opening']).toEqual(['02:00:00', '02:07:00']);
  expect(expected(story, at('02:08:00'))['c']).toEqual(['02:12:00', '02:17:00']);
});

test('[C28] an item that should have begun is expected now', () => {
  const story = morning();
  expect(expected(story, at('02:06:30'))['opening']).toEqual(['02:06:30', '02:11:30']);
  expect(expected(story, at('01:00:00'))['opening']).toEqual(['02:00:00', '02:05:00']);
});

test('[C28] a skipped item gives its time back', () => {
  const story = morning();
  start(story, 'opening', at('02:05:00'));
  expect(expected(story, at('02:06:00'))['d']).toEqual(['02:20:00', '02:25:00']);
  story.tell({ name: 'skip-item', itemId: 'c', reason: 'time' });
  expect(expected(story, at('02:06:00'))['d']).toEqual(['02:15:00', '02:20:00']);
  expect(expected(story, at('02:06:00'))['c']).toBeUndefined();
});

test('[C29] a hold pushes by the second and adds its length; the over-run counts by the clock', () => {
  const story = morning();
  start(story, 'opening', at('02:00:00'));
  story.tell({ name: 'hold-rundown' }, at('02:02:00'));
  expect(expected(story, at('02:02:01'))['opening']).toEqual(['02:00:00', '02:05:01']);
  expect(expected(story, at('02:12:00'))['signing']).toEqual(['02:15:00', '02:20:00']);
  const running = story.state.items.get('opening');
  expect(running && overrunOf(running, Date.parse(at('02:04:00')))).toBe(0);
  expect(running && overrunOf(running, Date.parse(at('02:12:00')))).toBe(7 * 60_000);
  story.tell({ name: 'resume-rundown' }, at('02:12:00'));
  expect(story.state.items.get('opening')?.heldMs).toBe(10 * 60_000);
  expect(expected(story, at('02:13:00'))['signing']).toEqual(['02:15:00', '02:20:00']);
});

test('[C29] a hold that began before an item counts for none', () => {
  const story = morning();
  story.tell({ name: 'hold-rundown' }, at('01:50:00'));
  story.tell({ name: 'resume-rundown' }, at('02:00:00'));
  start(story, 'opening', at('02:00:00'));
  expect(story.state.items.get('opening')?.heldMs).toBe(0);
});

test('[C30] a clock that jumps back makes no length negative', () => {
  const story = morning();
  start(story, 'opening', at('02:00:00'));
  expect(overrunOf(story.state.items.get('opening')!, Date.parse(at('01:00:00')))).toBe(0);
  expect(expected(story, at('01:00:00'))['opening']).toEqual(['02:00:00', '02:05:00']);
  story.tell({ name: 'hold-rundown' }, at('02:01:00'));
  expect(expected(story, at('01:00:00'))['opening']).toEqual(['02:00:00', '02:05:00']);
  story.tell({ name: 'resume-rundown' }, at('01:30:00'));
  expect(story.state.items.get('opening')?.heldMs).toBe(0);
  start(story, 'signing', at('01:40:00'));
  expect(story.state.items.get('opening')).toMatchObject({ startedAt: at('02:00:00'), finishedAt: at('02:00:00') });
  for (const [from, to] of Object.values(expected(story, at('01:41:00')))) expect(from <= to).toBe(true);
});

test('[C31] over midnight the next day follows the last hour', () => {
  const story = ceremonyStory();
  for (const itemId of ['opening', 'signing']) story.tell({ name: 'skip-item', itemId, reason: 'other' });
  const late = planned('late', '23:50:00', 20);
  story.tell({ name: 'insert-item', item: late, place: null });
  story.tell({
    name: 'insert-item',
    item: { ...late, itemId: 'early', plannedStart: '2021-01-19T00:10:00Z' },
    place: null,
  });
  story.tell({ name: 'start-item', itemId: 'late' }, at('23:55:00'));
  const now = Date.parse('2021-01-19T00:05:00Z');
  const rundown = { items: itemsInOrder(story.state), last: story.state.lastItem, heldSince: null };
  expect(forecast(rundown, now).get('early')).toEqual({
    start: Date.parse('2021-01-19T00:15:00Z'),
    end: Date.parse('2021-01-19T00:35:00Z'),
  });
  expect(overrunOf(story.state.items.get('late')!, Date.parse('2021-01-19T00:16:00Z'))).toBe(60_000);
});
