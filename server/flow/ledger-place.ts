import type { InclusionProof, LedgerPlace } from '#contract/views/verification';
import type { LiveCeremony, NamedBytes } from '#projections/live-ceremony';
import type { Store } from '#store/port';

/** So many proofs are kept: the same documents are asked for again. */
const MOST_KEPT = 1_000;

export type LedgerPlaces = (live: LiveCeremony, named: NamedBytes) => Promise<LedgerPlace>;

/**
 * F22: where an event stands, with its proof: under the root that the minutes seal, before that under the first checkpoint
 * that covers it, else under the ledger as it stands now. One proof is computed at a time.
 */
export const createLedgerPlaces = (store: Pick<Store, 'proveInclusion'>): LedgerPlaces => {
  const kept = new Map<string, Promise<InclusionProof | null>>();
  let last: Promise<unknown> = Promise.resolve();
  const prove = (ledger: string, position: number, upTo: number): Promise<InclusionProof | null> => {
    const key = `${ledger}/${position}/${upTo}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const proof = last.then(() => store.proveInclusion({ ledger, position, upTo }));
    last = proof.catch(() => undefined);
    kept.set(key, proof);
    proof.catch(() => kept.delete(key));
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(oldest);
    }
    return proof;
  };
  return async (live, { position, at }) => {
    const { ceremonyId } = live;
    const { under, upTo } = rootFor(live, position);
    return { ceremonyId, position, at, under, proof: await prove(ceremonyId, position, upTo) };
  };
};

const rootFor = (live: LiveCeremony, position: number): Pick<LedgerPlace, 'under'> & { readonly upTo: number } => {
  const { fixedRecord, checkpoints } = live.ceremony;
  if (fixedRecord !== null && position <= fixedRecord.upTo) return { under: 'fixed', upTo: fixedRecord.upTo };
  const covering = [...checkpoints.keys()].filter((upTo) => upTo >= position);
  return covering.length > 0
    ? { under: 'checkpoint', upTo: Math.min(...covering) }
    : { under: 'current', upTo: live.position };
};
