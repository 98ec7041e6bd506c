// When the items of a rundown will come, worked out from facts and the time. No zod here: server and client ask the
// same function, so that nothing that changes by the second has to be sent.

/** An item's facts. Times are ISO 8601. */
export type TimedItem = {
  readonly itemId: string;
  readonly state: 'planned' | 'cued' | 'running' | 'finished' | 'skipped';
  readonly plannedStart: string;
  readonly lengthMinutes: number;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** How long it was held while it ran, in milliseconds, without a hold that still lasts. */
  readonly heldMs: number;
};

/** Items in the order of the programme. */
export type TimedRundown = {
  readonly items: readonly TimedItem[];
  /** The item that was started last, whether it still runs or not. */
  readonly last: string | null;
  /** Since when everything waits; null: nothing does. */
  readonly heldSince: string | null;
};

/** Milliseconds since 1970. */
export type Expected = { readonly start: number; readonly end: number };

const MINUTE = 60_000;

const isAwaited = ({ state }: TimedItem): boolean => state === 'planned' || state === 'cued';

/**
 * What is still to come, in order: the item that is cued, else those behind the one started last. What was passed over
 * is awaited no more, until somebody cues, starts or moves it.
 */
export const awaitedItems = ({ items, last }: Omit<TimedRundown, 'heldSince'>): readonly TimedItem[] => {
  const cued = items.findIndex(({ state }) => state === 'cued');
  const from = cued === -1 ? items.findIndex(({ itemId }) => itemId === last) + 1 : cued;
  return items.slice(from).filter(isAwaited);
};

/** The length of the hold up to `now`; a clock that was set back makes it nothing, never less. */
const holdUpTo = (now: number, heldSince: string | null, startedAt: number): number =>
  heldSince === null ? 0 : Math.max(0, now - Math.max(Date.parse(heldSince), startedAt));

/** By how much a running item has outrun its planned length at `now`, in milliseconds; 0 while it has not. */
export const overrunOf = (item: TimedItem, now: number): number =>
  item.state === 'running' && item.startedAt !== null
    ? Math.max(0, now - Date.parse(item.startedAt) - item.lengthMinutes * MINUTE)
    : 0;

/**
 * When each item starts and ends: as it was, for what is done; as it is to be expected at `now`, for the rest. An over-run
 * pushes what follows, a hold pushes by the second, room between items takes it up again. Skipped and passed-over items
 * have no time. No end is before its start, whatever the clock did.
 */
export const forecast = (rundown: TimedRundown, now: number): ReadonlyMap<string, Expected> => {
  const expected = new Map<string, Expected>();
  let free = now;
  for (const item of rundown.items) {
    const start = item.startedAt === null ? Number.NaN : Date.parse(item.startedAt);
    if (item.state === 'finished' && item.finishedAt !== null) {
      expected.set(item.itemId, { start, end: Math.max(start, Date.parse(item.finishedAt)) });
    } else if (item.state === 'running') {
      const planned = start + item.lengthMinutes * MINUTE + item.heldMs;
      const end = Math.max(planned + holdUpTo(now, rundown.heldSince, start), now, start);
      expected.set(item.itemId, { start, end });
      free = end;
    }
  }
  for (const item of awaitedItems(rundown)) {
    const start = Math.max(Date.parse(item.plannedStart), free);
    free = start + item.lengthMinutes * MINUTE;
    expected.set(item.itemId, { start, end: free });
  }
  return expected;
};
