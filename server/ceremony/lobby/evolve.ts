import { takeOffStage } from '../stage/state.ts';
import { dropHand } from '../hands/state.ts';
import { changePerson } from '../people/state.ts';
import type { EvolveTable } from '../tables.ts';
import type { lobbyEvents } from './events.ts';
import { admitOnNotice } from './state.ts';

export const evolveLobby: EvolveTable<keyof typeof lobbyEvents> = {
  'admission-set': (state, { admission }, at) => {
    state.admission = admission;
    // Opening the doors lets in who waits; closing them puts nobody out.
    for (const person of state.people.values()) {
      if (person.noticeVersion === null) continue;
      const after = admitOnNotice(admission, person.admission, at);
      if (after !== person.admission) state.people.set(person.personId, { ...person, admission: after });
    }
  },
  'person-admitted': (state, { personId, by }, at) =>
    changePerson(state, personId, () => ({ admission: { state: 'admitted', by, at } })),
  'person-sent-back': (state, { personId, by }, at) => {
    changePerson(state, personId, () => ({ admission: { state: 'sent-back', by, at } }));
    takeOffStage(state, personId);
    dropHand(state, personId);
  },
  'person-removed': (state, { personId }) => changePerson(state, personId, () => ({ removed: true })),
  'holding-entered': (state, { personId }) => void state.holding.add(personId),
  'holding-left': (state, { personId }) => void state.holding.delete(personId),
};
