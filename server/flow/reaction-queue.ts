import type { StoredEvent } from '#store/port';

export type Failure = { readonly reason: string; readonly tries: number; readonly nextTry: string };

/** An event that a reaction has still to answer to. */
export type Waiting = {
  readonly event: StoredEvent;
  readonly lane: string;
  state: 'waits' | 'runs' | 'done';
  /** Why it last failed; it waits for its next try unless it runs. */
  failure: Failure | null;
};

/** F7: what is to be done, in order of position; those of one lane one after another, lanes side by side. */
export type ReactionQueue = {
  add(event: StoredEvent): void;
  /** All that may run now, at most so many at once with those that run. */
  startable(atOnce: number): readonly Waiting[];
  finish(done: Waiting): void;
  /** Everything up to here is done, `also` included; null while nothing is. */
  doneUpTo(also?: Waiting): number | null;
  /** Not done yet, in order. */
  left(): readonly Waiting[];
  /** Of the same lane, before it and not done. */
  before(entry: Waiting): Waiting | null;
};

export const createReactionQueue = (laneOf: (event: StoredEvent) => string): ReactionQueue => {
  let entries: Waiting[] = [];
  let done: number | null = null;
  return {
    add: (event) => void entries.push({ event, lane: laneOf(event), state: 'waits', failure: null }),
    startable: (atOnce) => {
      const found: Waiting[] = [];
      const busy = new Set<string>();
      let room = atOnce - entries.filter(({ state }) => state === 'runs').length;
      for (const entry of entries) {
        if (room <= 0) break;
        if (entry.state === 'done' || busy.has(entry.lane)) continue;
        busy.add(entry.lane);
        if (entry.state === 'runs' || entry.failure !== null) continue;
        found.push(entry);
        room -= 1;
      }
      return found;
    },
    finish: (entry) => {
      entry.state = 'done';
      entry.failure = null;
      const first = entries.findIndex(({ state }) => state !== 'done');
      const passed = first < 0 ? entries : entries.slice(0, first);
      done = passed.at(-1)?.event.position ?? done;
      entries = first < 0 ? [] : entries.slice(first);
    },
    doneUpTo: (also) => {
      let position = done;
      for (const entry of entries) {
        if (entry.state !== 'done' && entry !== also) break;
        ({ position } = entry.event);
      }
      return position;
    },
    left: () => entries.filter(({ state }) => state !== 'done'),
    before: (entry) =>
      entries.find((other) => other !== entry && other.lane === entry.lane && other.state !== 'done') ?? null,
  };
};
