import type { PlannedAuthority, PlannedClearance } from '#contract/ceremony-plan';
import type { CeremonyTables } from './ceremony-tables.ts';

/** The parties that a legal officer had cleared already, each under that officer's name. */
export function clearancesOf({ parties }: CeremonyTables): readonly PlannedClearance[] {
  return parties.rows.flatMap(({ cells }): PlannedClearance[] => {
    const officer = cells?.cleared_by ?? null;
    return cells === null || officer === null ? [] : [{ partyId: cells.id, officer }];
  });
}

/** What entitles the signatories, as a legal officer had checked it. */
export function authoritiesOf({ people }: CeremonyTables): readonly PlannedAuthority[] {
  return people.rows.flatMap(({ cells }): PlannedAuthority[] => {
    if (cells === null) return [];
    const { id: personId, party: partyId, authority: kind = null } = cells;
    const { authority_document: document = null, authority_checked_by: checkedBy = null } = cells;
    if (partyId === null || kind === null || document === null || checkedBy === null) return [];
    const { authority_limit: limit = null, authority_until: expiresOn = null } = cells;
    return [{ partyId, personId, kind, document, limit, expiresOn, checkedBy }];
  });
}
