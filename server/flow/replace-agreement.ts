import type { AgreementDraft } from '#agreement/events';
import { isRefusal, refuse } from '#contract/refusal';
import { findAgreement } from '#projections/live-ceremony';
import { endingSubject } from '#projections/party-data';
import { agreementWrites, type Handler } from './act.ts';
import { askAgreement } from './ask-agreement.ts';
import { noteBeside } from './personal-note.ts';
import { lastDay } from './plan-ceremony.ts';

const VERSION_ENDING = /-v\d{1,3}$/;

/** `a057` → `a057-v2` → `a057-v3`: the same agreement to its parties, another one to the ledger. */
export const nextAgreementId = (agreementId: string, version: number): string => {
  const ending = `-v${version}`;
  return `${agreementId.replace(VERSION_ENDING, '').slice(0, 64 - ending.length)}${ending}`;
};

/** A21, A22: ends this version and drafts the next one in the same append. */
export const replaceAgreement: Handler<'agreement:replace'> = (act, { agreementId, reason, terms }) => {
  const state = findAgreement(act.live, agreementId);
  if (state.phase === 'unknown') return refuse('unknown-agreement', 'There is no such agreement.');
  const version = state.draft.version + 1;
  const nextId = nextAgreementId(agreementId, version);
  if (findAgreement(act.live, nextId).phase !== 'unknown') {
    return refuse('already-registered', `There is an agreement ${nextId} already.`);
  }
  const { random } = act.tools;
  const note = noteBeside(random, { note: reason }, () => endingSubject(agreementId));
  const { personId: officer } = act.person;
  const replaced = { name: 'replace', officer, reasonCommitment: note.commitment, nextId } as const;
  const proposal = askAgreement(act, agreementId, replaced);
  if (isRefusal(proposal)) return proposal;
  const draft: AgreementDraft = {
    ...state.draft,
    ...terms,
    agreementId: nextId,
    version,
    replaces: agreementId,
    wave: state.wave,
    termYears: terms?.targets.length ?? state.draft.termYears,
    endsOn: lastDay(state.draft.signedOn, terms?.targets.length ?? state.draft.termYears),
    verifyCode: Buffer.from(random(16)).toString('base64url'),
  };
  return {
    writes: [...proposal.writes, ...agreementWrites(nextId, [{ type: 'agreement-drafted', data: draft }])],
    personal: [note.personal],
  };
};
