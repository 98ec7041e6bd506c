import type { AgreementDraft } from '#agreement/events';
import type { LiveCeremony } from './live-ceremony.ts';
import { partyNameOf } from './party-data.ts';

/** The first and the second party, as they are called now. */
export const partyNames = (
  live: LiveCeremony,
  draft: AgreementDraft,
): { readonly first: string; readonly second: string } => {
  const [first, second] = draft.parties.map(({ partyId }) => partyNameOf(live, partyId));
  return { first: first ?? '', second: second ?? '' };
};
