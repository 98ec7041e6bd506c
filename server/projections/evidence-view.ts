import { writtenOf, type AgreementState } from '#agreement/state';
import type { Minutes } from '#ceremony/record/state';
import { attesterOfDocument, attestersOf, type DocumentAttester } from '#contract/attester';
import { TIMESTAMP_PROBLEMS, type EvidenceProblem, type TimeAttester } from '#contract/constants';
import type { BoardView, EvidenceView, PendingView } from '#contract/views/agreements';

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
  const stamps = (writtenOf(state)?.signatures ?? []).map(({ timestamp }) => timestamp?.by ?? null);
  if (stamps.length === 0) return null;
  return state.phase === 'sealed'
    ? { level: state.level, attestedBy: attestedBy([...stamps, ...state.stampers], stamps.length + 1) }
    : { level: stamps.includes(null) ? 'B-B' : 'B-T', attestedBy: attestedBy(stamps, stamps.length) };
};

/** F50: of tokens in so many signatures, then in document timestamps. */
const attestedBy = (tokens: readonly (TimeAttester | null)[], signatures: number): DocumentAttester =>
  attesterOfDocument(attestersOf(tokens, signatures), tokens.slice(signatures)) ?? 'signer';

/** C234: who attests the time of the minutes; null where an older Teken did not say who had stamped the seal. */
export const minutesAttester = ({ stampers }: Minutes): DocumentAttester | null => stampers && attestedBy(stampers, 1);

/** A seal, a document timestamp or what validates it that is still to come: why, since when, and when it is tried again. */
export const pendingOf = (state: Known, work: readonly PendingWork[]): PendingView | null => {
  if (state.phase === 'complete') {
    const seals = work.filter(({ name }) => name === 'seal');
    // At a start the house reads first what there is to do.
    const own = ownOf(state, seals) ?? seals.find(({ stream }) => stream === null);
    // Nothing seals it: an older Teken left no place for a seal.
    if (own === undefined) {
      return { what: 'seal', reason: 'no-place', detail: null, since: state.completedAt, nextTry: null };
    }
    const failed = own.tries > 0 ? own : seals.find(({ tries }) => tries > 0);
    return {
      what: 'seal',
      reason: failed === undefined ? 'under-way' : failed === own ? 'failed' : 'waits',
      detail: failed?.reason ?? null,
      since: own.since,
      nextTry: failed?.nextTry ?? null,
    };
  }
  if (state.phase !== 'sealed' || state.pending === null) return null;
  const archives = work.filter(({ name }) => name === 'archive');
  const own = ownOf(state, archives);
  // One authority for all: what waits behind another one's failure is tried when that one is.
  const failed = own === undefined ? undefined : archives.find(({ tries }) => tries > 0);
  return wantedOf(state.pending, failed);
};

/** C226: the same of the minutes, which have been sealed since the ceremony is closed. */
export const minutesEvidence = (minutes: Minutes | null, work: readonly PendingWork[]): BoardView['minutes'] => {
  if (minutes === null) return null;
  const { level, pending } = minutes;
  const failed = work.find(({ name, tries }) => name === 'archive-minutes' && tries > 0);
  return {
    evidence: { level, attestedBy: minutesAttester(minutes) },
    pending: pending === null ? null : wantedOf(pending, failed),
  };
};

const wantedOf = (
  { reason, since }: NonNullable<Minutes['pending']>,
  failed: PendingWork | undefined,
): PendingView => ({
  what: isOfTime(reason) ? 'timestamp' : 'validation-data',
  reason,
  since,
  detail: failed?.reason ?? null,
  nextTry: failed?.nextTry ?? null,
});

const isOfTime = (reason: EvidenceProblem): boolean => TIMESTAMP_PROBLEMS.some((one) => one === reason);

/** The work on this agreement: what failed before what waits. */
const ownOf = ({ draft }: Known, work: readonly PendingWork[]): PendingWork | undefined => {
  const own = work.filter(({ stream }) => stream === `agreement/${draft.agreementId}`);
  return own.find(({ tries }) => tries > 0) ?? own.at(-1);
};
