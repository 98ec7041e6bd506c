import { decide } from '#ceremony/decide';
import { isRefusal, type Refusal } from '#contract/refusal';
import type { LiveCeremony } from '#projections/live-ceremony';
import { MINUTES_DOCUMENT } from '#projections/record-data';
import { unsealed } from '#projections/unfinished';
import { ceremonyWrites, type Proposal, type Tools } from './act.ts';
import { composeMinutes, type MinutesTools } from './compose-minutes.ts';
import { replay } from './replay.ts';

type Parts = Pick<Tools, 'store'> & MinutesTools;

/**
 * C141, C144: once nothing is pending, fixes the record and seals the minutes, in one append. The minutes are computed
 * from the very events that the root covers. Null while there is nothing to do.
 */
export const closeRecord = async (live: LiveCeremony, tools: Parts, now: Date): Promise<Proposal | Refusal | null> => {
  if (!isToBeClosed(live)) return null;
  const { ceremonyId } = live;
  const upTo = (await tools.store.ledgers()).find(({ ledger }) => ledger === ceremonyId)?.position ?? 0;
  const covered = await replay(tools.store, ceremonyId, upTo);
  // Something may have come in since: what it sets off will ask again.
  if (!isToBeClosed(covered)) return null;
  const root = await tools.store.root(ceremonyId, upTo);
  if (root === null) throw new Error(`The ledger ${ceremonyId} does not reach event ${upTo} any more.`);
  const { bytes, ...minutes } = await composeMinutes(covered, { upTo, root }, tools, now);
  const decision = decide(
    { name: 'fix-record', upTo, root, minutes: { ...minutes, bytes: bytes.length }, unfinished: unsealed(covered) },
    live.ceremony,
    now.toISOString(),
  );
  if (isRefusal(decision)) return decision;
  return { writes: ceremonyWrites(decision), segments: [{ document: MINUTES_DOCUMENT, index: 0, bytes }] };
};

const isToBeClosed = (live: LiveCeremony): boolean =>
  live.ceremony.phase === 'closing' && (unsealed(live).length === 0 || live.ceremony.closingForcedAt !== null);
