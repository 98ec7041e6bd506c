import type { EvolveTable } from '../tables.ts';
import type { handsEvents } from './events.ts';
import { dropHand } from './state.ts';

export const evolveHands: EvolveTable<keyof typeof handsEvents> = {
  'hand-raised': (state, { personId }, at) => void state.hands.set(personId, at),
  'hand-lowered': (state, { personId }) => dropHand(state, personId),
  'hand-called': (state, { personId, by }, at) => {
    dropHand(state, personId);
    state.called = { personId, by, at };
  },
  'hands-lowered': (state) => state.hands.clear(),
};
