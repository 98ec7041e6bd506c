import type { EvolveTable } from '../tables.ts';
import type { inaugurationEvents } from './events.ts';

export const evolveInauguration: EvolveTable<keyof typeof inaugurationEvents> = {
  'inauguration-armed': (state, _, at) => {
    state.inauguration = { state: 'armed', at };
  },
  'inauguration-disarmed': (state) => {
    state.inauguration = { state: 'unarmed' };
  },
  'inauguration-pressed': (state, { personId, actingFor }, at) => {
    state.inauguration = { state: 'pressed', at, personId, actingFor };
  },
};
