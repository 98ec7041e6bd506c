import type { EvolveTable } from '../tables.ts';
import type { stageEvents } from './events.ts';
import { leavePlace } from './state.ts';

export const evolveStage: EvolveTable<keyof typeof stageEvents> = {
  'stage-invited': (state, { personId }) => {
    leavePlace(state, personId);
    state.greenRoom = [...state.greenRoom, personId];
  },
  'stage-stood-by': (state, { personId }) => {
    leavePlace(state, personId);
    state.standingBy = [...state.standingBy, personId];
  },
  'stage-called': (state, { personId }) => {
    leavePlace(state, personId);
    state.stage = [...state.stage, personId];
  },
  'stage-left': (state, { personId }) => leavePlace(state, personId),
  'stage-cleared': (state) => {
    state.stage = [];
    state.lowerThird = null;
  },
  'sign-language-assigned': (state, { personId }) => {
    state.signLanguage = personId;
  },
  'lower-third-shown': (state, { captionId, personId, commitment }) => {
    if (personId !== null) state.lowerThird = { captionId, personId };
    else if (commitment !== null) state.lowerThird = { captionId, commitment };
  },
  'lower-third-hidden': (state) => {
    state.lowerThird = null;
  },
};
