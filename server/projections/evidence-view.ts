import { writtenOf, type AgreementState } from '#agreement/state';
import type { TimeAttester } from '#contract/constants';
import type { EvidenceView, PendingView } from '#contract/views/agreements';

type Known = Exclude<AgreementState, { phase: 'unknown' }>;

/** What the house does by itself and has not done yet; of one agreement where `stream` says so. */
export type PendingWork = {
  readonly name: string;
  readonly stream: string | null;
  readonly since: string;
  readonly reason: string;
  readonly tries: number;
  readonly nextTry: string | null;
};

/** How far the evidence in the document reaches now, and who attests the time; null before anybody has signed. */
export const evidenceOf = (state: Known): EvidenceView | null => {
  if (state.phase === 'voided' || state.phase === 'replaced') return evidenceOf(state.was);
  if (state.phase === 'sealed' && state.archive !== null) return { level: state.level, attestedBy: state.archive.by };
  const stamps = (writtenOf(state)?.signatures ?? []).map(({ timestamp }) => timestamp?.by ?? null);
  if (stamps.length === 0) return null;
  const level = stamps.includes(null) ? 'B-B' : 'B-T';
  return { level: state.phase === 'sealed' ? state.level : level, attestedBy: attesterOf(stamps) };
};

/** The weakest of them; the organiser's clock attests where there is no token. */
const attesterOf = (stamps: readonly (TimeAttester | null)[]): TimeAttester =>
  stamps.every((by) => by === 'external') ? 'external' : 'organiser';

/** A seal or a document timestamp that is still to come: why, since when, and when it is tried again. */
export const pendingOf = (state: Known, work: readonly PendingWork[]): PendingView | null => {
  if (state.phase === 'complete') {
    const seals = work.filter(({ name }) => name === 'seal');
    // At a start the house reads first what there is to do.
    const own = seals.findLast(({ stream }) => isOf(state, stream)) ?? seals.find(({ stream }) => stream === null);
    // Nothing seals it: an older Teken left no place for a seal.
    if (own === undefined) {
      return { what: 'seal', reason: 'no-place', detail: null, since: state.completedAt, nextTry: null };
    }
    return { what: 'seal', ...reasonOf(own), since: own.since, nextTry: nextTryOf(own, work) };
  }
  if (state.phase !== 'sealed' || state.pending === null) return null;
  const { reason, since } = state.pending;
  const own = work.findLast(({ name, stream }) => name === 'archive' && isOf(state, stream));
  const nextTry = own === undefined ? null : nextTryOf(own, work);
  return { what: 'timestamp', reason, detail: (own?.tries ?? 0) > 0 ? (own?.reason ?? null) : null, since, nextTry };
};

const isOf = ({ draft }: Known, stream: string | null): boolean => stream === `agreement/${draft.agreementId}`;

const reasonOf = ({ tries, reason }: PendingWork): Pick<PendingView, 'reason' | 'detail'> =>
  tries > 0 ? { reason: 'failed', detail: reason } : { reason: 'under-way', detail: null };

/** What waits for another one is tried when that one is. */
const nextTryOf = (own: PendingWork, work: readonly PendingWork[]): string | null =>
  own.nextTry ?? work.find(({ name, nextTry }) => name === own.name && nextTry !== null)?.nextTry ?? null;
