import { expect, test } from 'vitest';
import type { ItemPlace } from '#ceremony/rundown/commands';
import { parseCeremonyEvent } from '#ceremony/events';
import { evolve } from '#ceremony/evolve';
import { newCeremony } from '#ceremony/state';
import type { PlannedItem } from '#contract/ceremony-plan';
import { MORNING } from '#support/ceremony-story';
import { at, expected, morning, next, order, planned, start } from '#support/rundown-story';

test.each<[ItemPlace, readonly string[]]>([
  [{ before: 'opening' }, ['x', 'opening', 'signing', 'c', 'd', 'e']],
  [{ after: 'signing' }, ['opening', 'signing', 'x', 'c', 'd', 'e']],
  [{ after: 'e' }, ['opening', 'signing', 'c', 'd', 'e', 'x']],
  [null, ['opening', 'signing', 'c', 'd', 'e', 'x']],
])('[C32] an item put %j stands there, whatever its planned time', (place, wanted) => {
  const story = morning();
  expect(story.tell({ name: 'insert-item', item: planned('x', '01:00:00'), place })).toEqual(['item-inserted']);
  expect(order(story)).toEqual(wanted);
  expect(story.tell({ name: 'insert-item', item: planned('x', '01:00:00'), place })).toBe('item-exists');
  expect(story.tell({ name: 'insert-item', item: planned('y', '01:00:00'), place: { after: 'z' } })).toBe(
    'unknown-item',
  );
});

test('[C33] what is to come moves while another runs, and becomes the next', () => {
  const story = morning();
  start(story, 'opening', at('02:00:00'));
  start(story, 'signing', at('02:05:00'));
  expect(story.tell({ name: 'move-item', itemId: 'e', place: { after: 'signing' } })).toEqual(['item-moved']);
  expect(next(story)).toBe('e');
  expect(expected(story, at('02:06:00'))['c']).toEqual(['02:35:00', '02:40:00']);
  expect(story.tell({ name: 'move-item', itemId: 'e', place: { before: 'c' } })).toEqual([]);
  expect(story.tell({ name: 'move-item', itemId: 'e', place: { before: 'e' } })).toEqual([]);
  expect(story.tell({ name: 'move-item', itemId: 'signing', place: null })).toBe('item-running');
  expect(story.tell({ name: 'move-item', itemId: 'opening', place: null })).toBe('item-done');
  expect(story.tell({ name: 'move-item', itemId: 'd', place: { before: 'nowhere' } })).toBe('unknown-item');
});

test('[C34] a correction says only what is new, and is told once', () => {
  const story = morning();
  start(story, 'opening');
  const changes = { title: { id: 'Pembukaan', en: 'Opening' }, lengthMinutes: 5, notes: 'Mikrofon 2' };
  expect(story.tell({ name: 'correct-item', itemId: 'opening', changes })).toEqual(['item-corrected']);
  expect(story.events.at(-1)).toEqual({
    type: 'item-corrected',
    data: { itemId: 'opening', changes: { title: changes.title, notes: 'Mikrofon 2' } },
  });
  expect(story.tell({ name: 'correct-item', itemId: 'opening', changes })).toEqual([]);
  expect(story.state.items.get('opening')).toMatchObject({ state: 'running', notes: 'Mikrofon 2' });
  expect(story.tell({ name: 'correct-item', itemId: 'nowhere', changes })).toBe('unknown-item');
});

test('[C35] a wave is planned and belongs to one signing item, who answers for it is invited', () => {
  const story = morning();
  const correct = (itemId: string, changes: Partial<PlannedItem>) =>
    story.tell({ name: 'correct-item', itemId, changes });
  expect(correct('c', { wave: 1 })).toBe('item-wave');
  expect(correct('c', { kind: 'signing' })).toBe('item-wave');
  expect(correct('c', { kind: 'signing', wave: 9 })).toBe('unknown-wave');
  expect(correct('c', { kind: 'signing', wave: 1 })).toEqual(['item-corrected']);
  expect(correct('d', { kind: 'signing', wave: 1 })).toBe('item-wave');
  expect(correct('c', { responsible: 'nobody' })).toBe('unknown-person');
  expect(correct('c', { responsible: 'ani' })).toEqual(['item-corrected']);
  const item = planned('x', '02:00:00', 5, { kind: 'signing' });
  expect(story.tell({ name: 'insert-item', item, place: null })).toBe('item-wave');
});

test('[C37] an item of the first release is read as one of today', () => {
  const state = newCeremony();
  const tell = (type: 'item-planned' | 'item-started', data: object, when: string): void =>
    evolve(state, parseCeremonyEvent(type, 1, data), when);
  const first = { title: { id: 'a', en: 'a' }, plannedStart: MORNING, lengthMinutes: 5, wave: null };
  const script = { id: 'Hadirin', en: 'Guests' };
  tell('item-planned', { ...first, itemId: 'roll-call', kind: 'roll-call', script }, MORNING);
  tell('item-planned', { ...first, itemId: 'opening', kind: 'opening', script: null }, MORNING);
  tell('item-started', { itemId: 'roll-call' }, at('02:00:00'));
  tell('item-started', { itemId: 'opening' }, at('02:05:00'));
  expect(state.items.get('roll-call')).toMatchObject({
    kind: 'free',
    scripts: { a: script, b: null },
    state: 'finished',
    finishedAt: at('02:05:00'),
  });
  expect(state.items.get('opening')).toMatchObject({ kind: 'opening', scripts: { a: null, b: null } });
});
