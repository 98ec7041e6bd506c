import type { AgreementEvent } from './events.ts';
import { signatoriesOf, type AgreementState } from './state.ts';

/** The next state. Events that do not fit the phase leave it as it is: what is in the ledger never faults. */
export const evolve = (state: AgreementState, event: AgreementEvent, at: string): AgreementState => {
  switch (event.type) {
    case 'agreement-drafted':
      return { phase: 'draft', draft: event.data, signatories: signatoriesOf(event.data) };
    case 'agreement-readied': {
      if (state.phase !== 'draft') return state;
      const { sha256, bytes, pages } = event.data;
      return {
        ...state,
        phase: 'ready',
        document: { sha256, bytes, pages, history: [sha256] },
        signatures: [],
        consents: new Map(),
        prepared: null,
      };
    }
    case 'consent-given': {
      if (state.phase !== 'ready') return state;
      const { personId, device, sha256 } = event.data;
      return { ...state, consents: new Map(state.consents).set(personId, { device, sha256, at }) };
    }
    case 'signature-prepared':
      return state.phase === 'ready' ? { ...state, prepared: { ...event.data, at } } : state;
    case 'signature-completed': {
      if (state.phase !== 'ready') return state;
      const { field, sha256, bytes, signedAt, certificateSha256 } = event.data;
      const signatory = state.signatories.find((one) => one.field === field);
      if (signatory === undefined) return state;
      const signatures = [...state.signatures, { ...signatory, signedAt, certificateSha256 }];
      const document = { ...state.document, sha256, bytes, history: [...state.document.history, sha256] };
      const { prepared: _, ...written } = { ...state, signatures, document };
      return signatures.length === state.signatories.length
        ? { ...written, phase: 'complete', completedAt: at }
        : { ...written, phase: 'ready', prepared: null };
    }
    case 'agreement-declined': {
      if (state.phase !== 'ready') return state;
      const { prepared: _, ...written } = state;
      return { ...written, phase: 'declined', by: event.data.personId, declinedAt: at };
    }
  }
};
