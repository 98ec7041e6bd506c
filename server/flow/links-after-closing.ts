import { personStream } from '#ceremony/streams';
import { fold, newLiveCeremony, type LiveCeremony } from '#projections/live-ceremony';
import { takeBeside } from '#projections/take-beside';
import type { Store } from '#store/port';
import { mayActAfterClosing, personalLinks, type PersonalLink } from './personal-links.ts';

const PAGE = 500;
const CEREMONY = 'ceremony';

/**
 * F51: the links of a closed ceremony's officers, who may still act: of its ledger only who was invited and what became of
 * those few is read, so that a start replays nothing (W8). `publicUrl` without a slash at its end.
 */
export const linksAfterClosing = async (
  store: Store,
  ledger: string,
  { key, publicUrl, now }: { readonly key: Uint8Array; readonly publicUrl: string; readonly now: Date },
): Promise<readonly PersonalLink[]> => {
  const live = newLiveCeremony(ledger);
  await foldStream(store, live, CEREMONY);
  const officers = [...live.ceremony.people.values()].filter(({ role }) => mayActAfterClosing(role));
  for (const { personId } of officers) await foldStream(store, live, personStream(personId));
  for (const [subject, record] of await store.personal(ledger)) takeBeside(live, subject, record);
  return personalLinks(live, { key, publicUrl, now });
};

const foldStream = async (store: Store, live: LiveCeremony, stream: string): Promise<void> => {
  for (let after = 0; ; after += PAGE) {
    const page = await store.readStream(live.ceremonyId, stream, after, PAGE);
    for (const event of page) fold(live, event);
    if (page.length < PAGE) return;
  }
};
