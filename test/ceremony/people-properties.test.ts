import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CeremonyCommand } from '#ceremony/commands';
import { evolve } from '#ceremony/evolve';
import { isAdmitted } from '#ceremony/lobby/state';
import { newCeremony } from '#ceremony/state';
import { accepts, ceremonyStory, hashOf, MORNING } from '#support/ceremony-story';

const PEOPLE = ['director', 'officer', 'ani', 'budi', 'c'] as const;
const anyone = fc.constantFrom(...PEOPLE);
const device = fc.constantFrom('phone', 'laptop');
const by = 'officer';

/** Whatever anybody may wish about people, in any order. */
const wishes: fc.Arbitrary<CeremonyCommand> = fc.oneof(
  fc
    .record({ personId: anyone, device, serial: fc.integer({ min: 1, max: 3 }), takeover: fc.boolean() })
    .map((given): CeremonyCommand => ({ name: 'arrive', ...given, device: hashOf(given.device) })),
  anyone.map(accepts),
  fc
    .constantFrom('open' as const, 'manual' as const)
    .map((admission): CeremonyCommand => ({ name: 'set-admission', admission, by })),
  fc.constant<CeremonyCommand>({ name: 'admit-all', by }),
  fc
    .record({
      name: fc.constantFrom('admit' as const, 'send-to-lobby' as const, 'call-hand' as const),
      personId: anyone,
    })
    .map((given): CeremonyCommand => ({ ...given, by })),
  anyone.map((personId): CeremonyCommand => ({ name: 'remove-person', personId, by, reasonCommitment: hashOf('why') })),
  anyone.map((personId): CeremonyCommand => ({
    name: 'reissue-link',
    personId,
    expiresAt: '2021-03-01T00:00:00.000Z',
  })),
  anyone.map((personId): CeremonyCommand => ({ name: 'revoke-link', personId })),
  anyone.map((personId): CeremonyCommand => ({ name: 'call-to-stage', personId, connected: true })),
  fc
    .record({ name: fc.constantFrom('raise-hand' as const, 'lower-hand' as const), personId: anyone })
    .map((given): CeremonyCommand => given),
  anyone.map((personId): CeremonyCommand => ({
    name: 'correct-name',
    personId,
    by,
    commitment: hashOf('n'),
    reasonCommitment: null,
  })),
  fc.subarray([...PEOPLE]).map((personIds): CeremonyCommand => ({ name: 'approve-names', personIds, by })),
);

test('[C57] [C58] [C66] [C9] whatever is wished in whatever order, nobody is seen or heard who was not let in', () => {
  fc.assert(
    fc.property(fc.array(wishes, { maxLength: 60 }), (given) => {
      const { tell, state, events } = ceremonyStory(PEOPLE);
      tell({ name: 'open-ceremony' });
      for (const wish of given) {
        tell(wish);
        for (const personId of [...state.stage, ...state.hands.keys()]) {
          const person = state.people.get(personId);
          expect(person !== undefined && isAdmitted(person) && person.link.state === 'valid').toBe(true);
        }
        for (const person of state.people.values()) {
          if (person.link.state === 'revoked') expect([person.device, person.certificate]).toEqual([null, null]);
          if (person.removed) expect(person.link.state).toBe('revoked');
        }
      }
      const again = newCeremony();
      for (const event of events) evolve(again, event, MORNING);
      expect(again).toEqual(state);
    }),
    { numRuns: 200 },
  );
});
