import type { EvidenceProblem } from '#contract/constants';
import type { AgreementDraft, AgreementEvent } from './events.ts';
import { signatoriesOf, type AgreementState, type Standing } from './state.ts';

/** The next state. Events that do not fit the phase leave it as it is: what is in the ledger never faults. */
export const evolve = (state: AgreementState, event: AgreementEvent, at: string): AgreementState => {
  switch (event.type) {
    case 'agreement-drafted': {
      const draft = event.data;
      const proofs = { count: 0, sha256: null };
      return { phase: 'draft', draft, signatories: signatoriesOf(draft), wave: draft.wave, proofs };
    }
    case 'agreement-proofed':
      if (state.phase !== 'draft') return state;
      return { ...state, proofs: { count: state.proofs.count + 1, sha256: event.data.sha256 } };
    case 'signatory-replaced': {
      if (state.phase !== 'draft') return state;
      const draft = withSignatory(state.draft, event.data);
      return { ...state, draft, signatories: signatoriesOf(draft) };
    }
    case 'agreement-moved':
      return state.phase === 'draft' || state.phase === 'ready' ? { ...state, wave: event.data.wave } : state;
    case 'agreement-readied': {
      if (state.phase !== 'draft') return state;
      const { sha256, bytes, pages, order } = event.data;
      const document = { sha256, bytes, pages, history: [sha256] };
      return { ...state, phase: 'ready', document, order, signatures: [], consents: new Map(), prepared: new Map() };
    }
    case 'consent-given': {
      if (state.phase !== 'ready') return state;
      const { personId, device, sha256, shown } = event.data;
      return { ...state, consents: new Map(state.consents).set(personId, { device, sha256, at, shown }) };
    }
    case 'signature-prepared': {
      if (state.phase !== 'ready') return state;
      return { ...state, prepared: new Map(state.prepared).set(event.data.personId, { ...event.data, at }) };
    }
    case 'signature-completed': {
      if (state.phase !== 'ready') return state;
      const { field, sha256, bytes, signedAt, certificateSha256, personId, timestamp, evidence } = event.data;
      const signatory = state.signatories.find((one) => one.field === field);
      if (signatory === undefined) return state;
      const { certifiedBy } = evidence;
      const signature = { ...signatory, signedAt, certificateSha256, by: personId, timestamp, certifiedBy };
      const signatures = [...state.signatures, signature];
      const { prepared: _, ...written } = { ...state, signatures, document: grown(state.document, sha256, bytes) };
      return signatures.length === state.signatories.length
        ? { ...written, phase: 'complete', completedAt: at }
        : { ...written, phase: 'ready', prepared: new Map() };
    }
    case 'agreement-declined': {
      if (state.phase !== 'ready') return state;
      const { prepared: _, ...written } = state;
      return { ...written, phase: 'declined', by: event.data.personId, declinedAt: at };
    }
    case 'agreement-sealed': {
      if (state.phase !== 'complete') return state;
      const { sha256, bytes, sealedAt, level, timestamp, archive, archiveProblem } = event.data;
      return {
        ...state,
        phase: 'sealed',
        sealedAt,
        level,
        archive: archive === null ? null : { ...archive, at: sealedAt },
        stampers: [timestamp?.by ?? null, ...(archive === null ? [] : [archive.by])],
        pending: pendingOf(archiveProblem, sealedAt),
        document: grown(state.document, sha256, bytes),
      };
    }
    case 'agreement-archived':
    case 'agreement-archive-renewed': {
      if (state.phase !== 'sealed') return state;
      const { sha256, bytes, timestamp, level, archiveProblem } = event.data;
      const document = grown(state.document, sha256, bytes);
      const stampers = [...state.stampers, timestamp.by];
      const pending = pendingOf(archiveProblem, at);
      return { ...state, level, archive: { ...timestamp, at }, stampers, pending, document };
    }
    case 'agreement-signed-on-paper': {
      if (state.phase !== 'ready') return state;
      const { by, sha256, mediaType, signedOn } = event.data;
      const { prepared: _, ...written } = state;
      return { ...written, phase: 'paper', paper: { sha256, mediaType, signedOn, by, at } };
    }
    case 'agreement-voided':
      return hasEnded(state) ? state : { phase: 'voided', ...ending(state, event.data.by, at) };
    case 'agreement-replaced': {
      if (hasEnded(state)) return state;
      const { by, nextId, nextVersion } = event.data;
      return { phase: 'replaced', ...ending(state, by, at), nextId, nextVersion };
    }
  }
};

const pendingOf = (reason: EvidenceProblem | null, since: string) => (reason === null ? null : { reason, since });

type Replaced = Extract<AgreementEvent, { type: 'signatory-replaced' }>['data'];

const withSignatory = (draft: AgreementDraft, { field, personId, basis }: Replaced): AgreementDraft => {
  if (field === 'witness-1') return { ...draft, witnessId: personId };
  const parties = draft.parties.map((party, index) =>
    field === `party-${index + 1}` ? { ...party, personId, basis: basis ?? party.basis } : party,
  );
  return { ...draft, parties };
};

const grown = <Known extends { readonly history: readonly string[] }>(
  document: Known,
  sha256: string,
  bytes: number,
) => ({
  ...document,
  sha256,
  bytes,
  history: [...document.history, sha256],
});

const hasEnded = (state: AgreementState): state is Exclude<AgreementState, Standing> =>
  state.phase === 'unknown' || state.phase === 'voided' || state.phase === 'replaced';

const ending = (state: Standing, by: string, endedAt: string) => {
  const { draft, signatories, wave, proofs } = state;
  return { draft, signatories, wave, proofs, was: state, by, endedAt };
};
