import type { EvolveTable } from '../tables.ts';
import type { phaseEvents } from './events.ts';

export const evolvePhase: EvolveTable<keyof typeof phaseEvents> = {
  'ceremony-planned': (state, plan) => {
    state.plan = plan;
  },
  'ceremony-opened': (state) => {
    state.phase = 'open';
  },
  'ceremony-went-live': (state, _, at) => {
    state.phase = 'live';
    state.liveSince = at;
  },
  'ceremony-closed': (state) => {
    state.phase = 'closed';
    state.stage = [];
  },
};
