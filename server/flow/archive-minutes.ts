import { decide } from '#ceremony/decide';
import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import type { LiveCeremony } from '#projections/live-ceremony';
import { MINUTES_DOCUMENT } from '#projections/record-data';
import { ceremonyWrites, type Proposal } from './act.ts';
import { growArchive, isFull, NOTHING_OF_OURS, type ArchiveTools } from './grow-archive.ts';
import { renewed, TOO_OFTEN, type RenewalBy } from './renewal.ts';

/** C226, F39: what was pending at the closing. Null when nothing is; rejects while there is no token, or no list. */
export const archiveMinutes = async (
  live: LiveCeremony,
  tools: ArchiveTools,
  now: Date,
): Promise<Proposal | Refusal | null> => {
  const { minutes } = live.ceremony;
  if (minutes === null || minutes.pending === null) return null;
  // F32: what waiting does not mend is not waited for.
  if (minutes.pending.reason === 'no-list') return null;
  const grown = await growArchive({ live, isCertifiedByOthers: false }, tools, {
    ...place(minutes),
    // Where no external authority is named any more, the organiser's own is the one that is left.
    stamper: tools.timeStamps.external(live) ?? tools.timeStamps.own(live),
    own: NOTHING_OF_OURS,
  });
  if ('missing' in grown) throw new Error(grown.missing);
  const decision = decide({ name: 'archive-minutes', ...grown.told }, live.ceremony, now.toISOString());
  return isRefusal(decision) ? decision : { writes: ceremonyWrites(decision), segments: [grown.segment] };
};

/** C228: what proves the timestamp before, and one more over everything. */
export const renewMinutes = async (
  live: LiveCeremony,
  tools: ArchiveTools,
  { officer, own, now }: RenewalBy,
): Promise<Proposal | Refusal> => {
  const { minutes } = live.ceremony;
  if (minutes === null) return refuse('wrong-phase', 'The record of this ceremony has not been fixed yet.');
  if (isFull(minutes.history.length, minutes.archive, now)) return TOO_OFTEN;
  return renewed(async () => {
    const external = own ? null : tools.timeStamps.external(live);
    const grown = await growArchive({ live, isCertifiedByOthers: false }, tools, {
      ...place(minutes),
      stamper: external ?? tools.timeStamps.own(live),
      own: await tools.revocations.validationData(live, now),
    });
    if ('missing' in grown) return grown;
    const command = { name: 'renew-minutes-archive', officer, ...grown.told } as const;
    const decision = decide(command, live.ceremony, now.toISOString());
    return isRefusal(decision) ? decision : { writes: ceremonyWrites(decision), segments: [grown.segment] };
  });
};

const RECORD_STREAM = 'record';

const place = ({ sha256, bytes, history }: NonNullable<LiveCeremony['ceremony']['minutes']>) => ({
  document: MINUTES_DOCUMENT,
  stream: RECORD_STREAM,
  segments: history.length,
  bytes,
  sha256,
});
