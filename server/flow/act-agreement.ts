import { decide } from '#agreement/decide';
import type { AgreementCommand } from '#agreement/commands';
import { personStream } from '#ceremony/streams';
import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import { agreementWrites, type Act, type Handler, type Proposal } from './act.ts';
import { composeDocument } from './compose-document.ts';
import { agreementStream, findAgreement } from '#projections/live-ceremony';
import { commitTo, declineSubject } from '#projections/people-data';

export const askAgreement = (act: Act, agreementId: string, command: AgreementCommand): Proposal | Refusal => {
  const decision = decide(command, findAgreement(act.live, agreementId), act.now.toISOString());
  return isRefusal(decision) ? decision : { writes: agreementWrites(agreementId, decision) };
};

/** Renders, certifies and fixes the text, in one transaction with the event that says so (A2). */
export const makeReady: Handler<'agreement:make-ready'> = async (act, { agreementId }) => {
  const state = findAgreement(act.live, agreementId);
  if (state.phase === 'unknown') return refuse('unknown-agreement', 'There is no such agreement.');
  if (state.phase !== 'draft') return refuse('already-ready', 'The document of this agreement exists already.');
  const document = await composeDocument(act.live, state.draft, act.tools, act.now);
  const proposal = askAgreement(act, agreementId, {
    name: 'make-ready',
    sha256: document.sha256,
    bytes: document.bytes.length,
    pages: document.pages,
    template: document.template,
  });
  if (isRefusal(proposal)) return proposal;
  return { ...proposal, segments: [{ document: agreementStream(agreementId), index: 0, bytes: document.bytes }] };
};

export const consent: Handler<'agreement:consent'> = (act, { agreementId, sha256, pagesSeen }) =>
  askAgreement(act, agreementId, {
    name: 'consent',
    personId: act.person.personId,
    device: act.device,
    sha256,
    pagesSeen,
  });

export const decline: Handler<'agreement:decline'> = (act, { agreementId, reason }) => {
  const salt = Buffer.from(act.tools.random(16)).toString('hex');
  const proposal = askAgreement(act, agreementId, {
    name: 'decline',
    personId: act.person.personId,
    identified: act.person.identity.state === 'confirmed',
    reasonCommitment: commitTo(salt, { reason }),
  });
  if (isRefusal(proposal)) return proposal;
  return {
    ...proposal,
    asserts: [personStream(act.person.personId)],
    personal: [{ subject: declineSubject(agreementId), salt, data: { reason } }],
  };
};
