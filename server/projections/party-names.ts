import type { AgreementDraft } from '#agreement/events';
import type { LiveCeremony } from './live-ceremony.ts';
import { partyNameOf } from './party-data.ts';

/** The first party and whoever else there is, as they are called now: where there is a third, it stands with the second. */
export const partyNames = (
  live: LiveCeremony,
  draft: AgreementDraft,
): { readonly first: string; readonly second: string } => {
  const [first = '', ...others] = draft.parties.map(({ partyId }) => partyNameOf(live, partyId));
  return { first, second: others.join(', ') };
};
