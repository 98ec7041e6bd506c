import { actingFor } from '#ceremony/drill/state';
import { partyStream, personStream } from '#ceremony/streams';
import type { AgreementState } from '#agreement/state';
import type { agreementsCommands } from '#contract/commands/agreements';
import { isRefusal, refuse } from '#contract/refusal';
import { agreementStream, findAgreement } from '#projections/live-ceremony';
import { endingSubject } from '#projections/party-data';
import { declineSubject } from '#projections/people-data';
import type { Act, ActTable, Handler, SlowHandler } from '../act.ts';
import { renewArchive } from '../archive-agreement.ts';
import { askAgreement } from '../ask-agreement.ts';
import { completeSigning } from '../complete-signing.ts';
import { composeDocument, composeProof } from '../compose-document.ts';
import { fixTemplate } from '../fix-template.ts';
import { noteBeside, withNote } from '../personal-note.ts';
import { prepareSigning } from '../prepare-signing.ts';
import { PROOF_OWNER, proofDocument } from '../proof-place.ts';
import { replaceAgreement } from '../replace-agreement.ts';
import { completeWave, prepareWave } from '../sign-wave.ts';
import { signOnPaper } from '../sign-on-paper.ts';

type Known = Exclude<AgreementState, { phase: 'unknown' }>;

/** A2: the names in a text are those that stand when it is written down. */
const namedIn = ({ draft, signatories }: Known): readonly string[] => [
  ...draft.parties.map(({ partyId }) => partyStream(partyId)),
  ...signatories.map(({ personId }) => personStream(personId)),
];

/** Renders, certifies and fixes the text, in one transaction with the event that says so (A2). */
const makeReady: SlowHandler<'agreement:make-ready'> = async (act, { agreementId }) => {
  const state = findAgreement(act.live, agreementId);
  if (state.phase === 'unknown') return refuse('unknown-agreement', 'There is no such agreement.');
  if (state.phase !== 'draft') return refuse('already-ready', 'The document of this agreement exists already.');
  const composed = await composeDocument(act.live, state.draft, act.tools, act.now);
  if (isRefusal(composed)) return composed;
  const { bytes, sha256, pages, template, by } = composed;
  const { order } = by;
  const fixed = fixTemplate(act.live, by, act.now.toISOString());
  if (isRefusal(fixed)) return fixed;
  const ready = { name: 'make-ready', sha256, bytes: bytes.length, pages, template, order } as const;
  const proposal = askAgreement(act, agreementId, ready);
  if (isRefusal(proposal)) return proposal;
  return {
    ...proposal,
    writes: [...fixed.writes, ...proposal.writes],
    asserts: [...new Set(namedIn(state))],
    segments: [...fixed.segments, { document: agreementStream(agreementId), index: 0, bytes }],
  };
};

/** A16: the proof itself is kept until the next one is made; the ledger keeps its hash. */
const makeProof: SlowHandler<'agreement:make-proof'> = async (act, { agreementId }) => {
  const state = findAgreement(act.live, agreementId);
  if (state.phase === 'unknown') return refuse('unknown-agreement', 'There is no such agreement.');
  if (state.phase !== 'draft') return refuse('already-ready', 'The document of this agreement exists already.');
  const composed = await composeProof(act.live, state.draft, act.tools, act.now);
  if (isRefusal(composed)) return composed;
  const { bytes, sha256, pages, template } = composed;
  const proof = { name: 'make-proof', sha256, bytes: bytes.length, pages, template } as const;
  const proposal = askAgreement(act, agreementId, proof);
  if (isRefusal(proposal)) return proposal;
  return { ...proposal, prepared: { document: proofDocument(agreementId), person: PROOF_OWNER, bytes } };
};

/** A17: whom the registry knows as signing for that party, or as somebody who witnesses. */
const replaceSignatory: Handler<'agreement:replace-signatory'> = (act, { agreementId, field, personId, basis }) => {
  const state = findAgreement(act.live, agreementId);
  const person = act.live.ceremony.people.get(personId);
  if (person === undefined) return refuse('unknown-person', `Nobody with the id ${personId} is invited.`);
  const place = state.phase === 'unknown' ? undefined : state.signatories.find((one) => one.field === field);
  const fits =
    place?.capacity === 'witness'
      ? WITNESSES.has(person.role)
      : place !== undefined && person.partyId === place.partyId;
  const proposal = askAgreement(act, agreementId, { name: 'replace-signatory', field, personId, basis, fits });
  return isRefusal(proposal) ? proposal : { ...proposal, asserts: [personStream(personId)] };
};

const WITNESSES: ReadonlySet<string> = new Set(['principal', 'minister', 'official']);

const consent: Handler<'agreement:consent'> = (act, { agreementId, sha256, pagesSeen }) =>
  consentOf(act, agreementId, { sha256, pagesSeen, shown: 'document' });

type Shown = {
  readonly sha256: string;
  readonly pagesSeen: readonly number[];
  readonly shown: 'document' | 'list';
};

const consentOf = (act: Act, agreementId: string, shown: Shown) => {
  const { personId } = act.person;
  const stands = actingFor(act.live.ceremony, personId);
  return askAgreement(act, agreementId, { name: 'consent', personId, actingFor: stands, device: act.device, ...shown });
};

/** A32: one consent for each document on the list; one that cannot be given refuses them all, so that nobody is misled. */
const consentWave: Handler<'agreement:consent-wave'> = (act, { wave, documents }) => {
  const writes = [];
  for (const { agreementId, sha256 } of new Map(documents.map((one) => [one.agreementId, one])).values()) {
    const state = findAgreement(act.live, agreementId);
    if (state.phase !== 'unknown' && state.wave !== wave) {
      return refuse('unknown-agreement', `Agreement ${agreementId} is not in wave ${wave}.`);
    }
    const proposal = consentOf(act, agreementId, { sha256, pagesSeen: [], shown: 'list' });
    if (isRefusal(proposal)) return refuse(proposal.refused.code, `${agreementId}: ${proposal.refused.detail}`);
    writes.push(...proposal.writes);
  }
  return { writes, asserts: [personStream(act.person.personId)] };
};

const decline: Handler<'agreement:decline'> = (act, { agreementId, reason }) => {
  const note = noteBeside(act.tools.random, { reason }, () => declineSubject(agreementId));
  const proposal = askAgreement(act, agreementId, {
    name: 'decline',
    personId: act.person.personId,
    identified: act.person.identity.state === 'confirmed',
    reasonCommitment: note.commitment,
  });
  if (isRefusal(proposal)) return proposal;
  return withNote({ ...proposal, asserts: [personStream(act.person.personId)] }, note.personal);
};

const declareVoid: Handler<'agreement:void'> = (act, { agreementId, reason }) => {
  const note = noteBeside(act.tools.random, { note: reason }, () => endingSubject(agreementId));
  const { personId: officer } = act.person;
  const proposal = askAgreement(act, agreementId, { name: 'void', officer, reasonCommitment: note.commitment });
  // Voided a second time, it keeps the first reason.
  return withNote(proposal, note.personal);
};

export const agreementsActs: ActTable<keyof typeof agreementsCommands> = {
  'agreement:make-proof': { slow: makeProof },
  'agreement:make-ready': { slow: makeReady },
  'agreement:replace-signatory': replaceSignatory,
  'agreement:consent': consent,
  'agreement:consent-wave': consentWave,
  'agreement:decline': decline,
  'agreement:void': declareVoid,
  'agreement:replace': replaceAgreement,
  'agreement:sign-on-paper': { slow: signOnPaper },
  'agreement:renew-archive': { slow: renewArchive },
  'signing:prepare': { slow: prepareSigning },
  'signing:complete': { slow: completeSigning },
  'signing:prepare-wave': { slow: prepareWave },
  'signing:complete-wave': { slow: completeWave },
};
