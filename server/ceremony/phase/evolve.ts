import type { Phase } from '#contract/constants';
import { takeAllOffStage } from '../stage/state.ts';
import type { EvolveTable } from '../tables.ts';
import type { phaseEvents } from './events.ts';
import type { PhaseState } from './state.ts';

const enter = (state: PhaseState, phase: Phase, at: string): void => {
  state.phase = phase;
  state.phaseTimes.set(phase, at);
};

export const evolvePhase: EvolveTable<keyof typeof phaseEvents> = {
  'ceremony-planned': (state, plan, at) => {
    state.plan = plan;
    state.phaseTimes.set('planned', at);
  },
  'ceremony-opened': (state, _, at) => enter(state, 'open', at),
  'ceremony-went-live': (state, _, at) => {
    enter(state, 'live', at);
    state.liveSince = at;
  },
  // C4: nobody is seen or called any more, on stage or behind it, and nobody acts for another.
  'closing-begun': (state, _, at) => {
    enter(state, 'closing', at);
    takeAllOffStage(state);
    state.drill = null;
  },
  'closing-forced': (state, _, at) => {
    state.closingForcedAt = at;
  },
  // The first release closed at once, without a closing phase: its stage is cleared here.
  'ceremony-closed': (state, _, at) => {
    enter(state, 'closed', at);
    takeAllOffStage(state);
    state.drill = null;
  },
};
