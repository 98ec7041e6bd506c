import type { EvolveTable } from '../tables.ts';
import type { stageEvents } from './events.ts';
import { takeOffStage } from './state.ts';

export const evolveStage: EvolveTable<keyof typeof stageEvents> = {
  'stage-called': (state, { personId }) => {
    state.stage = [...state.stage, personId];
  },
  'stage-left': (state, { personId }) => takeOffStage(state, personId),
  'stage-cleared': (state) => {
    state.stage = [];
  },
};
