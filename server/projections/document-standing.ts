import { writtenOf, type AgreementState } from '#agreement/state';
import type { DocumentStanding } from '#contract/views/agreements';
import { standsSince, stateNameOf } from './agreement-standing.ts';
import { findAgreement, type LiveCeremony } from './live-ceremony.ts';

type Known = Exclude<AgreementState, { phase: 'unknown' }>;

/** What the ledger says of a document for anybody who checks it: its state, and never why or what it is about. */
export const documentStanding = (live: LiveCeremony, state: Known, publicUrl: string): DocumentStanding => {
  const { draft, signatories } = state;
  return {
    state: stateNameOf(live, state),
    version: draft.version,
    signed: writtenOf(state)?.signatures.length ?? 0,
    of: signatories.length,
    since: standsSince(state),
    replacedBy: state.phase === 'replaced' ? successor(live, state, publicUrl) : null,
    paperSha256: state.phase === 'paper' ? state.paper.sha256 : null,
  };
};

const successor = (
  live: LiveCeremony,
  { nextId, nextVersion }: Extract<Known, { phase: 'replaced' }>,
  publicUrl: string,
) => {
  const next = findAgreement(live, nextId);
  const verifyUrl =
    writtenOf(next) === null || next.phase === 'unknown' ? null : `${publicUrl}/verify/${next.draft.verifyCode}`;
  return { version: nextVersion, verifyUrl };
};
