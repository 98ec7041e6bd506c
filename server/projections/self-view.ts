import { turnsOf, writtenOf, type AgreementState } from '#agreement/state';
import { actingFor, mayActAsPrincipal } from '#ceremony/drill/state';
import type { Person } from '#ceremony/people/state';
import { tableAt } from '#ceremony/signing-tables/state';
import { placeOf } from '#ceremony/stage/state';
import { NOTICE_VERSION } from '#contract/constants';
import type { MyAgreementView, SelfView, SignatureView } from '#contract/views';
import { messagesOf, questionsOf } from './interaction-view.ts';
import { agreementsFor } from './agreements-for.ts';
import { sessionOf, stateNameOf } from './agreement-standing.ts';
import { evidenceOf } from './evidence-view.ts';
import type { LiveCeremony } from './live-ceremony.ts';
import { partyNameOf } from './party-data.ts';
import { ownPartOf } from './participation.ts';
import { remoteOf } from './remote-data.ts';
import { certificateOf, declineReasonOf, helperOf, nameOf, namedPerson } from './people-data.ts';

type Known = Exclude<AgreementState, { phase: 'unknown' }>;

/** What one person needs to know of themselves; nobody else gets it. `publicUrl` has no slash at its end. */
export const selfView = (
  live: LiveCeremony,
  person: Person,
  device: string,
  mayShowThemselves: boolean,
  publicUrl: string,
  remoteService: string | null = null,
): SelfView => {
  const { personId, identity, certificate } = person;
  const der = certificateOf(live, personId);
  return {
    person: namedPerson(live, person),
    ...ownPartOf(live, person),
    officials: person.officials,
    province: person.province,
    sample: live.ceremony.plan?.sample ?? false,
    noticeAccepted: person.noticeVersion === NOTICE_VERSION,
    identity:
      identity.state === 'confirmed'
        ? { state: 'confirmed', method: identity.method, at: identity.at, by: nameOf(live, identity.officer) }
        : identity.state === 'code-issued'
          ? { state: 'code-issued', expiresAt: identity.expiresAt }
          : { state: 'unconfirmed' },
    certificate:
      certificate === null || der === null
        ? null
        : {
            sha256: certificate.sha256,
            notAfter: certificate.notAfter,
            thisDevice: certificate.device === device,
            der,
            remote: remoteViewOf(live, person),
          },
    remoteService: live.ceremony.plan?.rehearsal === true ? null : remoteService,
    helper: person.helper === null ? null : helperOf(live, personId, person.helper.commitment),
    table: tableAt(live.ceremony, personId, person.device)?.name ?? null,
    onStage: live.ceremony.stage.includes(personId),
    mayShowThemselves,
    signLanguage: live.ceremony.signLanguage === personId,
    stagePlace: placeOf(live.ceremony, personId),
    mayInaugurate:
      live.ceremony.phase === 'live' &&
      live.ceremony.inauguration.state === 'armed' &&
      mayActAsPrincipal(live.ceremony, person),
    actingFor: actingFor(live.ceremony, personId),
    questions: questionsOf(live, personId),
    messages: messagesOf(live, person),
    agreements: agreementsFor(live, personId).flatMap((agreementId): MyAgreementView[] => {
      const state = live.agreements.get(agreementId);
      return state === undefined || state.phase === 'unknown'
        ? []
        : [myAgreement(live, state, personId, device, publicUrl)];
    }),
  };
};

const remoteViewOf = (live: LiveCeremony, { personId, certificate }: Person) => {
  const remote = remoteOf(live, personId);
  return remote === null ? null : { name: remote.name, issuer: certificate?.certifiedBy ?? '', needs: remote.needs };
};

const myAgreement = (
  live: LiveCeremony,
  state: Known,
  personId: string,
  device: string,
  publicUrl: string,
): MyAgreementView => {
  const { draft } = state;
  const written = writtenOf(state);
  const consent = written?.consents.get(personId);
  return {
    agreementId: draft.agreementId,
    number: draft.number,
    kind: draft.kind,
    title: draft.title,
    sector: draft.sector,
    value: draft.value,
    termYears: draft.termYears,
    endsOn: draft.endsOn,
    targets: draft.targets,
    wave: state.wave,
    sessionState: sessionOf(live, state),
    state: stateNameOf(live, state),
    declined:
      state.phase === 'declined'
        ? { name: nameOf(live, state.by), reason: declineReasonOf(live, draft.agreementId), at: state.declinedAt }
        : null,
    document:
      written === null
        ? null
        : { sha256: written.document.sha256, bytes: written.document.bytes, pages: written.document.pages },
    signatures: signaturesOf(live, state, placeOwner(live, state, personId)),
    mine: turnOf(state, placeOwner(live, state, personId)),
    consented: consent?.device === device ? consent.sha256 : null,
    evidence: evidenceOf(state),
    verifyUrl: `${publicUrl}/verify/${draft.verifyCode}`,
  };
};

/** As whom a person signs this agreement: as themselves, or in the place of the principal (A33). */
const placeOwner = (live: LiveCeremony, state: Known, personId: string): string =>
  state.signatories.some((one) => one.personId === personId)
    ? personId
    : (actingFor(live.ceremony, personId) ?? personId);

const signaturesOf = (live: LiveCeremony, state: Known, personId: string): readonly SignatureView[] =>
  state.signatories.map((signatory): SignatureView => {
    const signature = writtenOf(state)?.signatures.find(({ field }) => field === signatory.field);
    const person = live.ceremony.people.get(signature?.by ?? signatory.personId);
    return {
      field: signatory.field,
      capacity: signatory.capacity,
      name: nameOf(live, signature?.by ?? signatory.personId),
      position: person?.position ?? { id: '', en: '' },
      organisation: signatory.partyId === null ? (person?.organisation ?? '') : partyNameOf(live, signatory.partyId),
      signedAt: signature?.signedAt ?? null,
      isMe: signatory.personId === personId,
    };
  });

const turnOf = (state: Known, personId: string): MyAgreementView['mine'] => {
  if (state.phase === 'draft') return 'waiting';
  if (writtenOf(state)?.signatures.some((one) => one.personId === personId) === true) return 'signed';
  if (state.phase !== 'ready') return 'none';
  return turnsOf(state).some((one) => one.personId === personId) ? 'your-turn' : 'waiting';
};
