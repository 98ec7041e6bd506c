import type { CeremonyEvent } from '#ceremony/events';
import type { CeremonyPlan } from '#contract/ceremony-plan';
import type { RandomBytes } from '#platform/random';
import { authoritySubject, partySubject } from '#projections/party-data';
import type { PersonalData } from '#store/port';
import { noteBeside } from './personal-note.ts';

/** The registry of a plan, with what officers had decided before it came here (C127). */
export const planParties = (
  plan: Pick<CeremonyPlan, 'parties' | 'clearances' | 'authorities'>,
  random: RandomBytes,
): { readonly events: readonly CeremonyEvent[]; readonly personal: readonly PersonalData[] } => {
  const personal: PersonalData[] = [];
  const beside = (data: PersonalData['data'], subject: string): string => {
    const note = noteBeside(random, data, () => subject);
    personal.push(note.personal);
    return note.commitment;
  };
  const registered = plan.parties.map(({ name, address, ...party }): CeremonyEvent => {
    const commitment = beside({ name, address }, partySubject(party.partyId));
    return { type: 'party-registered', data: { ...party, identity: { commitment } } };
  });
  const cleared = plan.clearances.map(({ partyId, officer }): CeremonyEvent => ({
    type: 'party-cleared',
    data: { partyId, officer, reasonCommitment: null },
  }));
  const entitled = plan.authorities.flatMap((authority): readonly CeremonyEvent[] => {
    const { partyId, personId, kind, document, limit, expiresOn, checkedBy: officer } = authority;
    const authorityId = personId;
    const documentCommitment = beside({ note: document }, authoritySubject(partyId, authorityId));
    const scope = limit === null ? ({ kind: 'all' } as const) : ({ kind: 'value', limit } as const);
    return [
      {
        type: 'authority-registered',
        data: { partyId, authorityId, personId, kind, scope, expiresOn, documentCommitment },
      },
      { type: 'authority-checked', data: { partyId, authorityId, officer } },
    ];
  });
  return { events: [...registered, ...cleared, ...entitled], personal };
};
