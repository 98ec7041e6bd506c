import { writtenOf } from '#agreement/state';
import { parseAgreementEvent, isAgreementEventType, type AgreementEvent } from '#agreement/events';
import { refuse, type Refusal } from '#contract/refusal';
import type { CompletionFacts, SignatureFacts } from '#contract/extract-facts';
import type { StoredEvent } from '#store/port';
import { findAgreement, type LiveCeremony } from '../live-ceremony.ts';
import { partyNameOf, organisationOf } from '../party-data.ts';
import { ERASED } from '../beside-the-chain.ts';
import { helperOf, nameOf } from '../people-data.ts';
import { extractHead, type Drawing } from './head.ts';

type Completed = Extract<AgreementEvent, { type: 'signature-completed' }>['data'];
type Told = { readonly event: AgreementEvent; readonly at: string; readonly position: number };

/** D80: how one agreement came to be signed. `events` are those of its own stream, oldest first. */
export const completionFacts = (
  live: LiveCeremony,
  agreementId: string,
  events: readonly StoredEvent[],
  drawing: Drawing & { readonly verifyUrl: (code: string) => string },
): CompletionFacts | Refusal => {
  const state = findAgreement(live, agreementId);
  if (state.phase === 'unknown') return refuse('unknown-agreement', 'There is no such agreement.');
  const written = writtenOf(state);
  if (written === null || written.signatures.length < written.signatories.length) {
    return refuse('not-complete', 'Not everyone has signed this agreement, so there is nothing to certify yet.');
  }
  const told = events.flatMap(({ type, schema, data, at, position }): Told[] =>
    isAgreementEventType(type) ? [{ event: parseAgreementEvent(type, schema, data), at, position }] : [],
  );
  const readied = told.find(({ event }) => event.type === 'agreement-readied');
  if (readied?.event.type !== 'agreement-readied') throw new Error(`Agreement ${agreementId} was never made ready.`);
  const { draft } = state;
  return {
    kind: 'completion',
    ...extractHead(live, drawing),
    agreement: {
      agreementId,
      number: draft.number,
      kind: draft.kind,
      title: draft.title,
      value: draft.value,
      version: draft.version,
      parties: draft.parties.map(({ partyId, number }) => ({ name: partyNameOf(live, partyId), number })),
      template: readied.event.data.template,
      pages: written.document.pages,
      bytes: written.document.bytes,
      sha256: written.document.sha256,
      readiedAt: drawing.print(readied.at),
      readiedSha256: readied.event.data.sha256,
      verifyUrl: drawing.verifyUrl(draft.verifyCode),
      ended:
        state.phase === 'voided' || state.phase === 'replaced'
          ? { how: state.phase, at: drawing.print(state.endedAt) }
          : null,
    },
    signatures: told.flatMap(({ event, position }) =>
      event.type === 'signature-completed' ? [signatureFacts(live, draft.parties, event.data, position, drawing)] : [],
    ),
    seal: sealFacts(told, drawing),
  };
};

const signatureFacts = (
  live: LiveCeremony,
  parties: readonly { readonly partyId: string; readonly basis: SignatureFacts['basis'] }[],
  data: Completed,
  eventAt: number,
  { print }: Drawing,
): SignatureFacts => {
  const person = live.ceremony.people.get(data.personId);
  const index = /^party-(\d+)$/.exec(data.field)?.[1];
  const { evidence } = data;
  return {
    capacity: index === undefined ? 'witness' : 'party',
    name: nameOf(live, data.personId),
    position: person?.position ?? { id: '', en: '' },
    organisation: person === undefined ? '' : organisationOf(live, person),
    basis: index === undefined ? null : (parties[Number(index) - 1]?.basis ?? null),
    actingFor: evidence.actingFor === null ? null : nameOf(live, evidence.actingFor),
    identified: {
      by: evidence.identifiedBy,
      officer: nameOf(live, evidence.officer),
      at: print(evidence.identifiedAt),
    },
    consented: { sha256: evidence.consentedSha256, at: print(evidence.consentedAt), shown: evidence.shown },
    certifiedBy: evidence.certifiedBy,
    table: evidence.table === null ? null : (live.ceremony.signingTables.get(evidence.table)?.name ?? evidence.table),
    helper:
      evidence.assistedBy === null
        ? null
        : (helperOf(live, data.personId, evidence.assistedBy) ?? { name: ERASED, relation: ERASED }),
    signedAt: print(data.signedAt),
    timestamp: data.timestamp,
    certificateSha256: data.certificateSha256,
    sha256: data.sha256,
    eventAt,
  };
};

const sealFacts = (told: readonly Told[], { print }: Drawing): CompletionFacts['seal'] => {
  const sealed = told.find(({ event }) => event.type === 'agreement-sealed');
  if (sealed?.event.type !== 'agreement-sealed') return null;
  const { sealedAt, level, archive } = sealed.event.data;
  const archives = told.flatMap(({ event }) =>
    event.type === 'agreement-archived' || event.type === 'agreement-archive-renewed' ? [event.data] : [],
  );
  const last = archives.at(-1);
  const archivedBy = last?.timestamp ?? archive;
  return { at: print(sealedAt), level: last?.level ?? level, archivedBy, eventAt: sealed.position };
};
