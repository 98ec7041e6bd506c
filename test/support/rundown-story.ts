import { itemsInOrder } from '#ceremony/rundown/state';
import type { PlannedItem } from '#contract/ceremony-plan';
import { awaitedItems, forecast } from '#contract/rundown-forecast';
import { ceremonyStory, MORNING, type Story } from './ceremony-story.ts';

/** On the morning of the ceremony, by the clock in UTC. */
export const at = (clock: string): string => `2021-01-18T${clock}Z`;

export const planned = (
  itemId: string,
  clock: string,
  lengthMinutes = 5,
  change: Partial<PlannedItem> = {},
): PlannedItem => ({
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
export const morning = (): Story => {
  const story = ceremonyStory();
  story.tell({ name: 'correct-item', itemId: 'signing', changes: { plannedStart: at('02:05:00') } });
  for (const item of [planned('c', '02:10:00'), planned('d', '02:15:00'), planned('e', '02:30:00')]) {
    story.tell({ name: 'insert-item', item, place: null });
  }
  return story;
};

export const order = ({ state }: Story): readonly string[] => itemsInOrder(state).map(({ itemId }) => itemId);

/** What is awaited first. */
export const next = ({ state }: Story): string | undefined =>
  awaitedItems({ items: itemsInOrder(state), last: state.lastItem })[0]?.itemId;

/** When each item is expected to begin and to end, by the clock in UTC. */
export const expected = ({ state }: Story, now: string): { readonly [itemId: string]: readonly [string, string] } =>
  Object.fromEntries(
    [
      ...forecast(
        { items: itemsInOrder(state), last: state.lastItem, heldSince: state.rundownHeldSince },
        Date.parse(now),
      ),
    ].map(([itemId, { start, end }]) => [itemId, [clockOf(start), clockOf(end)] as const]),
  );

const clockOf = (ms: number): string => new Date(ms).toISOString().slice(11, 19);

export const start = (story: Story, itemId: string, when = MORNING) => story.tell({ name: 'start-item', itemId }, when);
