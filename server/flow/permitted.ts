import type { Person } from '#ceremony/people/state';
import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import { judge, type Rule } from '#identity/permissions';
import type { LiveCeremony } from '#projections/live-ceremony';
import { subjectOf } from './subject.ts';
import { currentPerson, type Viewer } from './viewer.ts';

/** Whoever asks to see something, and the ceremony it belongs to. */
type Permitted = { readonly live: LiveCeremony; readonly person: Person };

export const NOT_HERE = refuse('not-signed-in', 'This ceremony is not here. Open your personal link.');

/**
 * P5: who asks, if one of the rules lets them; else the refusal of the first. `live` is null where the ceremony is not
 * here; `agreementId` where the wish is about one.
 */
export const permitted = (
  live: LiveCeremony | null,
  viewer: Viewer,
  rules: readonly [Rule, ...Rule[]],
  agreementId: string | null = null,
): Permitted | Refusal => {
  if (live === null) return NOT_HERE;
  const person = currentPerson(live, viewer);
  if (isRefusal(person)) return person;
  const subject = subjectOf(live, person, agreementId);
  const [first, ...others] = rules;
  const refusal = judge(first, subject);
  return refusal === null || others.some((rule) => judge(rule, subject) === null) ? { live, person } : refusal;
};
