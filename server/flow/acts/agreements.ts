import { personStream } from '#ceremony/streams';
import type { agreementsCommands } from '#contract/commands/agreements';
import { isRefusal, refuse } from '#contract/refusal';
import { agreementStream, findAgreement } from '#projections/live-ceremony';
import { commitTo, declineSubject } from '#projections/people-data';
import type { ActTable, Handler, SlowHandler } from '../act.ts';
import { askAgreement } from '../ask-agreement.ts';
import { completeSigning } from '../complete-signing.ts';
import { composeDocument } from '../compose-document.ts';
import { prepareSigning } from '../prepare-signing.ts';

/** Renders, certifies and fixes the text, in one transaction with the event that says so (A2). */
const makeReady: SlowHandler<'agreement:make-ready'> = async (act, { agreementId }) => {
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

const consent: Handler<'agreement:consent'> = (act, { agreementId, sha256, pagesSeen }) =>
  askAgreement(act, agreementId, {
    name: 'consent',
    personId: act.person.personId,
    device: act.device,
    sha256,
    pagesSeen,
  });

const decline: Handler<'agreement:decline'> = (act, { agreementId, reason }) => {
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

export const agreementsActs: ActTable<keyof typeof agreementsCommands> = {
  'agreement:make-ready': { slow: makeReady },
  'agreement:consent': consent,
  'agreement:decline': decline,
  'signing:prepare': { slow: prepareSigning },
  'signing:complete': { slow: completeSigning },
};
