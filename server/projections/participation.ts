import type { Person } from '#ceremony/people/state';
import { isAdmitted, isInLobby } from '#ceremony/lobby/state';
import { isInHolding } from '#ceremony/lobby/holding';
import type { OwnPart, Participation } from '#contract/views/people';
import type { LiveCeremony } from './live-ceremony.ts';
import { officialsOf, spokenNameOf } from './people-data.ts';

/** How somebody takes part, for those who run the ceremony. */
export const participationOf = (live: LiveCeremony, person: Person): Participation => {
  const { personId } = person;
  const { hands, answered, attended } = live.ceremony;
  return {
    spokenName: spokenNameOf(live, personId),
    nameApproved: person.nameApproved !== null,
    rank: person.rank,
    region: person.region,
    seat: person.seat,
    admitted: isAdmitted(person),
    inLobby: isInLobby(person),
    removed: person.removed,
    inHolding: isInHolding(live.ceremony, personId),
    handRaisedAt: hands.get(personId) ?? null,
    answeredAt: answered.get(personId) ?? null,
    expectedOfficials: person.officials,
    officials: officialsOf(live, personId),
    attended: attended.get(personId) ?? null,
    devices: person.devices,
  };
};

/** The same for oneself. */
export const ownPartOf = (live: LiveCeremony, person: Person): OwnPart => {
  const { personId, role } = person;
  const { hands, rollCall, answered } = live.ceremony;
  const isCalled = role === 'delegation' && rollCall !== null && rollCall.finishedAt === null;
  return {
    admitted: isAdmitted(person),
    inHolding: isInHolding(live.ceremony, personId),
    hand: hands.has(personId) ? { place: [...hands.keys()].indexOf(personId) + 1, of: hands.size } : null,
    rollCall: isCalled ? (answered.has(personId) ? 'answered' : 'open') : 'none',
    listedOfficials: officialsOf(live, personId),
  };
};
