import { changePerson } from '../people/state.ts';
import type { EvolveTable } from '../tables.ts';
import type { attendanceEvents } from './events.ts';
import { minutesOf } from './state.ts';

export const evolveAttendance: EvolveTable<keyof typeof attendanceEvents> = {
  'delegation-listed': (state, { personId, count }, at) =>
    changePerson(state, personId, () => ({ listed: { count, at } })),
  'roll-call-started': (state, { by }, at) => {
    state.rollCall = { by, startedAt: at, finishedAt: null };
    state.answered.clear();
  },
  'roll-call-answered': (state, { personId }, at) => void state.answered.set(personId, at),
  'roll-call-finished': (state, _, at) => {
    if (state.rollCall !== null) state.rollCall = { ...state.rollCall, finishedAt: at };
  },
  'attendance-sampled': (state, { joined, left }, at) => {
    for (const personId of joined) {
      const before = state.attended.get(personId) ?? { first: at, until: null, minutes: 0 };
      state.attended.set(personId, { ...before, since: at });
    }
    for (const personId of left) {
      const before = state.attended.get(personId);
      if (before === undefined || before.since === null) continue;
      const minutes = before.minutes + minutesOf(before.since, at);
      state.attended.set(personId, { ...before, since: null, until: at, minutes });
    }
  },
};
