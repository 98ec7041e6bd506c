import { describe, expect, test } from 'vitest';
import type { ItemPlace } from '#ceremony/rundown/commands';
import { parseCeremonyEvent } from '#ceremony/events';
import { evolve } from '#ceremony/evolve';
import { itemsInOrder } from '#ceremony/rundown/state';
import { newCeremony } from '#ceremony/state';
import type { PlannedItem } from '#contract/ceremony-plan';
import { awaitedItems, forecast, overrunOf } from '#contract/rundown-forecast';
import { ceremonyStory, MORNING, type Story } from '#support/ceremony-story';

const at = (clock: string): string => `2021-01-18T${clock}Z`;
const planned = (itemId: string, clock: string, lengthMinutes = 5, change: Partial<PlannedItem> = {}): PlannedItem => ({
  itemId,
  kind: 'free',
  title: { id: itemId, en: itemId },
  plannedStart: at(clock),
  lengthMinutes,
  wave: null,
  scripts: { a: null, b: null },
  responsible: null,
  scene: null,
  notes: null,
  ...change,
});

/** The story's own items, opening and signing (02:00, five minutes each), and three more behind them. */
const morning = (): Story => {
  const story = ceremonyStory();
  story.tell({ name: 'correct-item', itemId: 'signing', changes: { plannedStart: at('02:05:00') } });
  for (const item of [planned('c', '02:10:00'), planned('d', '02:15:00'), planned('e', '02:30:00')]) {
    story.tell({ name: 'insert-item', item, place: null });
  }
  return story;
};
const order = ({ state }: Story): readonly string[] => itemsInOrder(state).map(({ itemId }) => itemId);
const next = ({ state }: Story): string | undefined =>
  awaitedItems({ items: itemsInOrder(state), last: state.lastItem })[0]?.itemId;
const expected = ({ state }: Story, now: string): { readonly [itemId: string]: readonly [string, string] } =>
  Object.fromEntries(
    [
      ...forecast(
        { items: itemsInOrder(state), last: state.lastItem, heldSince: state.rundownHeldSince },
        Date.parse(now),
      ),
    ].map(([itemId, { start, end }]) => [itemId, [clockOf(start), clockOf(end)] as const]),
  );
const clockOf = (ms: number): string => new Date(ms).toISOString().slice(11, 19);
const start = (story: Story, itemId: string, when = MORNING) => story.tell({ name: 'start-item', itemId }, when);

describe('an item’s life', () => {
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
    expect(story.tell({ name: 'correct-item', itemId: 'c', changes: { lengthMinutes: 9 } })).toEqual([
      'item-corrected',
    ]);
    expect(story.tell({ name: 'finish-item', itemId: 'opening' }, at('02:03:00'))).toEqual(['item-finished']);
    expect(story.tell({ name: 'resume-rundown' }, at('02:04:00'))).toEqual(['rundown-resumed']);
    expect(story.tell({ name: 'resume-rundown' })).toEqual([]);
    expect(start(story, 'c', at('02:04:00'))).toEqual(['item-started']);
  });
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

describe('what is to be expected', () => {
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
});

describe('changes to the programme', () => {
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
