import type { Store, StoredEvent } from '#store/port';
import { fold, newLiveCeremony, type LiveCeremony } from '#projections/live-ceremony';

const PAGE = 5_000;

/** Told after a committed batch has been folded, in order of position. */
export type EventsListener = (live: LiveCeremony, events: readonly StoredEvent[]) => void;

export type Ceremonies = {
  find(ceremonyId: string): LiveCeremony | null;
  all(): readonly LiveCeremony[];
  onEvents(listener: EventsListener): void;
  stop(): void;
};

/** Replays every ledger, then follows the store: what happened reaches memory by this one way only. */
export const openCeremonies = async (store: Store): Promise<Ceremonies> => {
  const byId = new Map<string, LiveCeremony>();
  const listeners: EventsListener[] = [];

  for (const { ledger, position } of await store.ledgers()) {
    const live = newLiveCeremony(ledger);
    while (live.position < position) {
      for (const event of await store.read(ledger, live.position, PAGE)) fold(live, event);
    }
    for (const [subject, record] of await store.personal(ledger)) live.personal.set(subject, record);
    byId.set(ledger, live);
  }

  const unfollow = store.follow((events) => {
    const touched = new Map<LiveCeremony, StoredEvent[]>();
    for (const event of events) {
      const live = byId.get(event.ledger) ?? newLiveCeremony(event.ledger);
      byId.set(event.ledger, live);
      fold(live, event);
      touched.set(live, [...(touched.get(live) ?? []), event]);
    }
    for (const [live, own] of touched) for (const listener of listeners) listener(live, own);
  });

  return {
    find: (ceremonyId) => byId.get(ceremonyId) ?? null,
    all: () => [...byId.values()],
    onEvents: (listener) => void listeners.push(listener),
    stop: unfollow,
  };
};
