import type { Log } from '#platform/log';
import { notAsCommitted } from '#projections/beside-the-chain';
import type { Store, StoredEvent } from '#store/port';
import { replay } from './replay.ts';
import { createSleepingCeremonies, isClosed } from './sleeping-ceremonies.ts';
import { fold, newLiveCeremony, type LiveCeremony } from '#projections/live-ceremony';
import { forgetBeside, putBeside } from '#projections/take-beside';

/** Told after a committed batch has been folded, in order of position. */
export type EventsListener = (live: LiveCeremony, events: readonly StoredEvent[]) => void;

export type Ceremonies = {
  /** One that is in memory: every open one, and a closed one that was loaded. */
  find(ceremonyId: string): LiveCeremony | null;
  /** Also a closed one, which is replayed when it is first asked for (W8). */
  load(ceremonyId: string): Promise<LiveCeremony | null>;
  /** Those that `find` finds. */
  all(): readonly LiveCeremony[];
  /** Every ceremony, the closed ones loaded. */
  loadAll(): Promise<readonly LiveCeremony[]>;
  /** The ids of every ceremony, loaded or not. */
  ids(): readonly string[];
  onEvents(listener: EventsListener): void;
  stop(): void;
};

/**
 * Replays every ledger that is not closed, then follows the store: what happened reaches memory by this one way only. What
 * stands beside a ledger and is not what it commits to is told to `log` (F52).
 */
export const openCeremonies = async (store: Store, log?: Pick<Log, 'error'>): Promise<Ceremonies> => {
  const byId = new Map<string, LiveCeremony>();
  const listeners: EventsListener[] = [];

  const keep = (live: LiveCeremony): void => {
    byId.set(live.ceremonyId, live);
    const { ceremonyId: ledger } = live;
    for (const [subject, position] of live.differing)
      log?.error(
        { ledger, position, mend: notAsCommitted(ledger, subject, position) },
        'not what the ledger commits to',
      );
  };

  const closed: string[] = [];
  for (const { ledger } of await store.ledgers()) {
    if (await isClosed(store, ledger)) closed.push(ledger);
    else keep(await replay(store, ledger));
  }
  const sleeping = createSleepingCeremonies(store, closed, keep);

  const unfollow = store.follow((events, { ledger, personal, erased }) => {
    if (sleeping.has(ledger)) return sleeping.missed(ledger);
    const touched = new Map<LiveCeremony, StoredEvent[]>();
    for (const event of events) {
      const live = byId.get(event.ledger) ?? newLiveCeremony(event.ledger);
      byId.set(event.ledger, live);
      fold(live, event);
      touched.set(live, [...(touched.get(live) ?? []), event]);
    }
    // Before anyone is told: an event may speak of what stands beside it.
    const changed = byId.get(ledger);
    for (const { subject, salt, data } of personal)
      if (changed !== undefined) putBeside(changed, subject, { salt, data });
    for (const subject of erased) if (changed !== undefined) forgetBeside(changed, subject);
    for (const [live, own] of touched) for (const listener of listeners) listener(live, own);
  });

  return {
    find: (ceremonyId) => byId.get(ceremonyId) ?? null,
    load: async (ceremonyId) => {
      await sleeping.wake(ceremonyId);
      return byId.get(ceremonyId) ?? null;
    },
    all: () => [...byId.values()],
    loadAll: async () => {
      for (const ceremonyId of sleeping.ids()) await sleeping.wake(ceremonyId);
      return [...byId.values()];
    },
    ids: () => [...byId.keys(), ...sleeping.ids()],
    onEvents: (listener) => void listeners.push(listener),
    stop: unfollow,
  };
};
