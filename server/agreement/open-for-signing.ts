import { refuse, type Refusal } from '#contract/refusal';
import type { AgreementEvent } from './events.ts';
import type { AgreementState } from './state.ts';

export type AgreementDecision = readonly AgreementEvent[] | Refusal;

export type Known = Exclude<AgreementState, { phase: 'unknown' }>;
export type Open = Extract<AgreementState, { phase: 'ready' }>;

/** The agreement if it can still be signed, or why it cannot. */
export const openForSigning = (state: Known): Open | Refusal => {
  switch (state.phase) {
    case 'draft':
      return refuse('not-ready', 'The document of this agreement has not been made ready yet.');
    case 'complete':
      return refuse('already-signed', 'Everyone has signed this agreement.');
    case 'declined':
      return refuse('agreement-declined', 'A party has declined this agreement.');
    case 'ready':
      return state;
  }
};
