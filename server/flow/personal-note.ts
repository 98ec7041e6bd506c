import { commitTo } from '#projections/people-data';
import type { RandomBytes } from '#platform/random';
import type { JsonObject, PersonalData } from '#store/port';

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
