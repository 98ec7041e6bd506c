import { isRefusal, type Refusal } from '#contract/refusal';
import { commitTo } from '#projections/people-data';
import type { RandomBytes } from '#platform/random';
import type { JsonObject, PersonalData } from '#store/port';
import type { Proposal } from './act.ts';

/** Personal data with the commitment that an event holds in its place (C2); `subjectOf` may name it by that. */
export const noteBeside = (
  random: RandomBytes,
  data: JsonObject,
  subjectOf: (commitment: string) => string,
): { readonly commitment: string; readonly personal: PersonalData } => {
  const salt = Buffer.from(random(16)).toString('hex');
  const commitment = commitTo(salt, data);
  return { commitment, personal: { subject: subjectOf(commitment), salt, data } };
};

/** The proposal, if it is one, with what stands beside the chain; what writes nothing commits to nothing (C2). */
export const withNote = (proposal: Proposal | Refusal, note: PersonalData): Proposal | Refusal =>
  isRefusal(proposal) || proposal.writes.length === 0
    ? proposal
    : { ...proposal, personal: [...(proposal.personal ?? []), note] };
