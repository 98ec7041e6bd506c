import { isRefusal, type Refusal } from '#contract/refusal';
import type { PersonalData } from '#store/port';
import type { Proposal } from './act.ts';

/** The proposal, if it is one, with what stands beside the chain (C2). */
export const withNote = (proposal: Proposal | Refusal, note: PersonalData): Proposal | Refusal =>
  isRefusal(proposal) ? proposal : { ...proposal, personal: [...(proposal.personal ?? []), note] };
