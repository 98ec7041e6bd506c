import { expect, test } from 'vitest';
import { MORNING } from '#support/ceremony-story';
import { at, expected, morning, next, order, start } from '#support/rundown-story';

test('[C24] starting one finishes the one that runs, at the same moment', () => {
  const story = morning();
  expect(start(story, 'opening', at('02:00:00'))).toEqual(['item-started']);
  expect(start(story, 'signing', at('02:04:00'))).toEqual(['item-finished', 'item-started']);
  expect(story.state.items.get('opening')).toMatchObject({ state: 'finished', finishedAt: at('02:04:00') });
  expect(story.state.currentItem).toBe('signing');
  expect(story.tell({ name: 'finish-item', itemId: 'opening' })).toBe('item-not-running');
  expect(story.tell({ name: 'finish-item', itemId: 'signing' }, at('02:09:00'))).toEqual(['item-finished']);
  expect(story.state.currentItem).toBeNull();
});

test('[C24] a finished item may be repeated, a skipped one is restored first', () => {
  const story = morning();
  start(story, 'opening', at('02:00:00'));
  start(story, 'signing', at('02:04:00'));
  start(story, 'opening', at('02:05:00'));
  expect(story.state.items.get('opening')).toMatchObject({
    state: 'running',
    startedAt: at('02:05:00'),
    finishedAt: null,
  });
  expect(story.tell({ name: 'skip-item', itemId: 'c', reason: 'time' })).toEqual(['item-skipped']);
  expect(start(story, 'c')).toBe('item-skipped');
  expect(story.tell({ name: 'cue-item', itemId: 'c' })).toBe('item-skipped');
  expect(story.tell({ name: 'restore-item', itemId: 'd' })).toBe('item-not-skipped');
  expect(story.tell({ name: 'restore-item', itemId: 'c' })).toEqual(['item-restored']);
  expect(story.state.items.get('c')).toMatchObject({ state: 'planned', skipped: null });
});

test('[C25] the cued item comes next, and cueing another takes the cue from it', () => {
  const story = morning();
  expect(next(story)).toBe('opening');
  start(story, 'opening');
  expect(next(story)).toBe('signing');
  story.tell({ name: 'cue-item', itemId: 'd' });
  expect(story.tell({ name: 'cue-item', itemId: 'd' })).toEqual([]);
  expect(next(story)).toBe('d');
  story.tell({ name: 'cue-item', itemId: 'c' });
  expect(story.state.items.get('d')?.state).toBe('planned');
  expect(next(story)).toBe('c');
  expect(story.tell({ name: 'cue-item', itemId: 'opening' })).toBe('item-running');
});

test('[C25] what was passed over is awaited no more, until it is cued or moved', () => {
  const story = morning();
  start(story, 'opening');
  start(story, 'c');
  expect(next(story)).toBe('d');
  expect(expected(story, MORNING)['signing']).toBeUndefined();
  story.tell({ name: 'move-item', itemId: 'signing', place: { after: 'd' } });
  expect(order(story)).toEqual(['opening', 'c', 'd', 'signing', 'e']);
  expect(Object.keys(expected(story, MORNING))).toContain('signing');
  story.tell({ name: 'cue-item', itemId: 'signing' });
  expect(next(story)).toBe('signing');
});

test('[C26] what runs or has been is not skipped', () => {
  const story = morning();
  start(story, 'opening');
  expect(story.tell({ name: 'skip-item', itemId: 'opening', reason: 'other' })).toBe('item-running');
  start(story, 'signing');
  expect(story.tell({ name: 'skip-item', itemId: 'opening', reason: 'other' })).toBe('item-done');
  story.tell({ name: 'skip-item', itemId: 'c', reason: 'absence' });
  expect(story.tell({ name: 'skip-item', itemId: 'c', reason: 'absence' })).toEqual([]);
  expect(story.state.items.get('c')?.skipped).toBe('absence');
  expect(next(story)).toBe('d');
});

test('[C27] on hold nothing starts, what runs may finish, all may be corrected', () => {
  const story = morning();
  start(story, 'opening', at('02:00:00'));
  expect(story.tell({ name: 'hold-rundown' }, at('02:02:00'))).toEqual(['rundown-held']);
  expect(story.tell({ name: 'hold-rundown' }, at('02:02:10'))).toEqual([]);
  expect(start(story, 'signing')).toBe('rundown-held');
  expect(story.tell({ name: 'cue-item', itemId: 'c' })).toEqual(['item-cued']);
  expect(story.tell({ name: 'correct-item', itemId: 'c', changes: { lengthMinutes: 9 } })).toEqual(['item-corrected']);
  expect(story.tell({ name: 'finish-item', itemId: 'opening' }, at('02:03:00'))).toEqual(['item-finished']);
  expect(story.tell({ name: 'resume-rundown' }, at('02:04:00'))).toEqual(['rundown-resumed']);
  expect(story.tell({ name: 'resume-rundown' })).toEqual([]);
  expect(start(story, 'c', at('02:04:00'))).toEqual(['item-started']);
});

test('[C41] closing the ceremony ends a hold and finishes the item that runs', () => {
  const story = morning();
  story.tell({ name: 'open-ceremony' });
  story.tell({ name: 'go-live' });
  start(story, 'opening', at('02:00:00'));
  story.tell({ name: 'hold-rundown' }, at('02:01:00'));
  const closing = ['rundown-resumed', 'item-finished', 'closing-begun'];
  expect(story.tell({ name: 'close-ceremony' }, at('02:03:00'))).toEqual(closing);
  expect(story.state).toMatchObject({ currentItem: null, rundownHeldSince: null });
  expect(story.state.items.get('opening')).toMatchObject({ state: 'finished', heldMs: 120_000 });
});
