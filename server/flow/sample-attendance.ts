import { decide } from '#ceremony/decide';
import { isRefusal } from '#contract/refusal';
import { ceremonyWrites } from './act.ts';
import type { Line } from './ahead.ts';
import { proposeAhead } from './propose.ts';

/** Who wrote it, in the ledger: the house itself, by its open connections. */
const ACTOR = 'presence';

/**
 * Records who came and went since the last sample, as one event, or nothing when nobody did (C71). `seen` are those
 * connected at any moment since then. Rejects with the store's fault; the next sample makes up for it.
 */
export const sampleAttendance = async (
  line: Line,
  connected: ReadonlySet<string>,
  seen: ReadonlySet<string>,
  now: Date,
): Promise<void> => {
  const at = now.toISOString();
  await proposeAhead(
    line,
    (live) => {
      const decision = decide({ name: 'sample-attendance', connected, seen }, live.ceremony, at);
      return isRefusal(decision) || decision.length === 0 ? null : { writes: ceremonyWrites(decision) };
    },
    () => ({ actor: ACTOR, at }),
  );
};
