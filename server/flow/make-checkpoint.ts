import { decide } from '#ceremony/decide';
import { isRefusal, type Refusal } from '#contract/refusal';
import type { LiveCeremony } from '#projections/live-ceremony';
import { ceremonyWrites, type Proposal, type Tools } from './act.ts';

/** C143: the root up to the event with which the session of a wave closed. */
export const makeCheckpoint = async (
  live: LiveCeremony,
  closed: { readonly wave: number; readonly position: number },
  tools: Pick<Tools, 'store'>,
  now: Date,
): Promise<Proposal | Refusal | null> => {
  const upTo = closed.position;
  const root = await tools.store.root(live.ceremonyId, upTo);
  if (root === null) throw new Error(`The ledger ${live.ceremonyId} does not reach event ${upTo} any more.`);
  const decision = decide({ name: 'make-checkpoint', wave: closed.wave, upTo, root }, live.ceremony, now.toISOString());
  if (isRefusal(decision)) return decision;
  return decision.length === 0 ? null : { writes: ceremonyWrites(decision) };
};
