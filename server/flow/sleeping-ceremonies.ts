import type { CeremonyEventType } from '#ceremony/events';
import type { LiveCeremony } from '#projections/live-ceremony';
import type { Store } from '#store/port';
import { replay } from './replay.ts';

const CLOSING_EVENT = 'ceremony-closed' satisfies CeremonyEventType;
const CLOSING_STREAM = 'ceremony';

/** A start replays what is still going on; whatever has been closed sleeps in the store. */
export const isClosed = async (store: Store, ledger: string): Promise<boolean> =>
  (await store.lastOfStream(ledger, CLOSING_STREAM))?.type === CLOSING_EVENT;

export type SleepingCeremonies = {
  has(ceremonyId: string): boolean;
  ids(): readonly string[];
  /** Something was committed in a ceremony that sleeps: it is read when the ceremony wakes. */
  missed(ceremonyId: string): void;
  /** Replays it and hands it to `awake`; does nothing for one that does not sleep. */
  wake(ceremonyId: string): Promise<void>;
};

export const createSleepingCeremonies = (
  store: Store,
  ledgers: readonly string[],
  awake: (live: LiveCeremony) => void,
): SleepingCeremonies => {
  const asleep = new Set(ledgers);
  const waking = new Map<string, Promise<void>>();
  const stale = new Set<string>();

  const wake = async (ceremonyId: string): Promise<void> => {
    do {
      stale.delete(ceremonyId);
      const live = await replay(store, ceremonyId);
      if (stale.has(ceremonyId)) continue;
      asleep.delete(ceremonyId);
      awake(live);
    } while (asleep.has(ceremonyId));
  };

  return {
    has: (ceremonyId) => asleep.has(ceremonyId),
    ids: () => [...asleep],
    missed: (ceremonyId) => void stale.add(ceremonyId),
    async wake(ceremonyId) {
      if (!asleep.has(ceremonyId)) return;
      const begun = waking.get(ceremonyId) ?? wake(ceremonyId).finally(() => waking.delete(ceremonyId));
      waking.set(ceremonyId, begun);
      await begun;
    },
  };
};
