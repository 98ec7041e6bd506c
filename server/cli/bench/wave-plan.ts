import type { CeremonyPlan, PlannedAgreement, PlannedPerson } from '#contract/ceremony-plan';

/** The one wave of all. */
export const WAVE = 1;
/** As many as one list of a witness may hold, and so few that no hand is told to go slower. */
const FOR_EACH_WITNESS = 196;
const FOR_EACH_OFFICER = 40;

/**
 * So many agreements in one wave, each between two parties and with a witness, and `guests` who look on. More than the
 * sample has are the sample's again, between people of their own.
 */
export const wavePlan = (plan: CeremonyPlan, count: number, guests: number): CeremonyPlan => {
  const pairs = plan.agreements.filter(({ parties }) => parties.length === 2);
  const guest = some(plan.people, 'delegation');
  const legal = some(plan.people, 'legal');
  const witness = some(plan.people, 'official');
  const rounds = Math.ceil(count / pairs.length);
  const own = new Set(pairs.flatMap(({ parties }) => parties.flatMap(({ partyId, personId }) => [partyId, personId])));
  const again = Array.from({ length: rounds - 1 }, (_, index) => index + 1);
  const each = <T>(things: readonly T[], name: (thing: T, round: number) => T): readonly T[] =>
    again.flatMap((round) => things.map((thing) => name(thing, round)));
  const renamed = (id: string, round: number): string => (own.has(id) ? `${id}-r${round}` : id);
  const all = Array.from({ length: count }, (_, index): PlannedAgreement => {
    const round = Math.floor(index / pairs.length);
    const agreement = pairs[index % pairs.length];
    if (agreement === undefined) throw new Error('The sample ceremony has no agreements.');
    const fresh = round === 0 ? '' : `-r${round}`;
    return {
      ...agreement,
      agreementId: `${agreement.agreementId}${fresh}`,
      number: `${agreement.number}${fresh}`,
      wave: WAVE,
      witnessId: `wave-witness-${Math.floor(index / FOR_EACH_WITNESS)}`,
      parties: agreement.parties.map((party) =>
        round === 0
          ? party
          : {
              ...party,
              partyId: renamed(party.partyId, round),
              personId: renamed(party.personId, round),
              number: `${party.number}${fresh}`,
            },
      ),
    };
  });
  return {
    ...plan,
    agreements: all,
    parties: [
      ...plan.parties,
      ...each(
        plan.parties.filter(({ partyId }) => own.has(partyId)),
        (party, round) => ({
          ...party,
          partyId: renamed(party.partyId, round),
          nib: String(BigInt(party.nib) + BigInt(round) * 10_000n).padStart(13, '0'),
        }),
      ),
    ],
    people: [
      ...plan.people,
      ...each(
        plan.people.filter(({ personId }) => own.has(personId)),
        (person, round) => ({
          ...person,
          personId: renamed(person.personId, round),
          partyId: person.partyId === null ? null : renamed(person.partyId, round),
        }),
      ),
      ...crowd(guest, 'wave-guest', guests),
      ...crowd(legal, 'wave-legal', Math.ceil(count / FOR_EACH_OFFICER)),
      ...crowd(witness, 'wave-witness', Math.ceil(count / FOR_EACH_WITNESS)),
    ],
    clearances: [
      ...plan.clearances,
      ...each(
        plan.clearances.filter(({ partyId }) => own.has(partyId)),
        (one, round) => ({ ...one, partyId: renamed(one.partyId, round) }),
      ),
    ],
    authorities: [
      ...plan.authorities,
      ...each(
        plan.authorities.filter(({ partyId, personId }) => own.has(partyId) && own.has(personId)),
        (one, round) => ({
          ...one,
          partyId: renamed(one.partyId, round),
          personId: renamed(one.personId, round),
        }),
      ),
    ],
  };
};

const some = (people: readonly PlannedPerson[], role: PlannedPerson['role']): PlannedPerson => {
  const found = people.find((person) => person.role === role);
  if (found === undefined) throw new Error(`The sample ceremony has no ${role}.`);
  return found;
};

const crowd = (person: PlannedPerson, name: string, count: number): readonly PlannedPerson[] =>
  Array.from({ length: count }, (_, index) => ({ ...person, personId: `${name}-${index}`, rank: null }));
