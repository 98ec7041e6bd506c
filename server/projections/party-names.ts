import type { AgreementDraft } from '#agreement/events';
import type { LiveCeremony } from './live-ceremony.ts';

/** The first and the second party, as the registry writes them. */
export const partyNames = (
  live: LiveCeremony,
  draft: AgreementDraft,
): { readonly first: string; readonly second: string } => {
  const [first, second] = draft.parties.map(({ partyId }) => live.ceremony.parties.get(partyId)?.name ?? partyId);
  return { first: first ?? '', second: second ?? '' };
};
