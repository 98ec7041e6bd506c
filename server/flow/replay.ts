import { fold, foldClaims, newLiveCeremony, type LiveCeremony } from '#projections/live-ceremony';
import { takeBeside } from '#projections/take-beside';
import { StoreFault } from '#store/fault';
import type { Store, StoredEvent } from '#store/port';

/** As many as the store hands over at once. */
const PAGE = 500;
const AHEAD = 4;

/**
 * A ceremony as its ledger tells it, up to the event `upTo` where one is named. An event that breaks its schema is the fault `damaged`, and its sentence names
 * ledger and position.
 */
export const replay = async (store: Store, ledger: string, upTo = Infinity): Promise<LiveCeremony> => {
  const live = newLiveCeremony(ledger);
  // The store reads on while pages are folded: positions have no gaps (L2), so where a page begins is known beforehand.
  const coming: Promise<readonly StoredEvent[]>[] = [];
  let after = 0;
  for (;;) {
    for (; coming.length < AHEAD; after += PAGE) coming.push(read(store, ledger, after));
    const page = (await coming.shift()) ?? [];
    for (const event of page) {
      if (event.position <= upTo) foldKnown(live, event);
      // What stands beside the chain is today's.
      else foldClaims(live, event);
    }
    if (page.length < PAGE) break;
  }
  for (const [subject, record] of await store.personal(ledger)) takeBeside(live, subject, record);
  return live;
};

const read = (store: Store, ledger: string, after: number): Promise<readonly StoredEvent[]> => {
  const page = store.read(ledger, after, PAGE);
  // Awaited a page later; if that page faults first, nobody waits for this one any more.
  page.catch(() => {});
  return page;
};

const foldKnown = (live: LiveCeremony, event: StoredEvent): void => {
  try {
    if (event.position !== live.position + 1) throw new Error(`It follows event ${live.position}.`);
    fold(live, event);
  } catch (cause) {
    throw new StoreFault(
      'damaged',
      `Event ${event.position} (${event.type}) of the ledger ${event.ledger} is not one that this Teken knows. Nothing ` +
        'was changed. Start the Teken that wrote it, or restore the latest backup: npm run -s restore -- --from FILE',
      { cause },
    );
  }
};
