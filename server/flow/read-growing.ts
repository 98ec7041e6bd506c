import type { LiveCeremony } from '#projections/live-ceremony';
import type { Store } from '#store/port';
import { asWritten, type Named } from './as-written.ts';

/** A document of the store, and the stream whose events name it. */
export type Growing = Named & { readonly document: string; readonly stream: string };

/**
 * The document that the ledger names, for whoever is about to append to it. F55: it differs, too, where bytes follow of
 * which no event speaks: they stand in the place of the next segment.
 */
export const readGrowing = async (
  store: Pick<Store, 'readDocument' | 'lastOfStream'>,
  live: LiveCeremony,
  { document, stream, ...named }: Growing,
): Promise<Uint8Array | 'missing' | 'differs'> => {
  const version = live.versions.get(stream) ?? 0;
  const stored = await store.readDocument(live.ceremonyId, document);
  if (stored === null) return 'missing';
  const own = asWritten(stored, named);
  if (own === null) return 'differs';
  if (own.length === stored.length) return own;
  // Read after the bytes: where the stream has no later event, none speaks of them. Else somebody has just signed.
  const last = await store.lastOfStream(live.ceremonyId, stream);
  return last?.version === version ? 'differs' : own;
};
