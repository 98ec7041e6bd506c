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
    case 'sealed':
      return refuse('already-signed', 'Everyone has signed this agreement.');
    case 'declined':
      return refuse('agreement-declined', 'A party has declined this agreement.');
    case 'voided':
    case 'replaced':
      return hasEnded(state);
    case 'paper':
      return refuse('signed-on-paper', 'This agreement was signed on paper.');
    case 'ready':
      return state;
  }
};

/** A20, A21: what was ended stays ended. */
export const hasEnded = (state: Extract<Known, { phase: 'voided' | 'replaced' }>): Refusal =>
  state.phase === 'voided'
    ? refuse('agreement-voided', 'This agreement was declared void.')
    : refuse('agreement-replaced', `This agreement was replaced by its version ${state.nextVersion}.`);
