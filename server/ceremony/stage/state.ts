/** The caption over a person, or free words whose text stands beside the chain. */
export type LowerThird =
  | { readonly captionId: string; readonly personId: string }
  | { readonly captionId: string; readonly commitment: string };

export type Place = 'off' | 'green-room' | 'next' | 'on-stage';

export type StageState = {
  /** Who is on stage, in the order of being called. */
  stage: readonly string[];
  /** Who was asked into the green room, in the order of being asked. */
  greenRoom: readonly string[];
  /** Who goes on stage next. */
  standingBy: readonly string[];
  /** Who interprets into sign language: shown beside every scene, apart from the places on stage. */
  signLanguage: string | null;
  lowerThird: LowerThird | null;
};

export const emptyStage = (): StageState => ({
  stage: [],
  greenRoom: [],
  standingBy: [],
  signLanguage: null,
  lowerThird: null,
});

/** C80: everybody is in one place. */
export const placeOf = (state: StageState, personId: string): Place => {
  if (state.stage.includes(personId)) return 'on-stage';
  if (state.standingBy.includes(personId)) return 'next';
  return state.greenRoom.includes(personId) ? 'green-room' : 'off';
};

/** C86: a caption goes with the person whom it names. */
export const leavePlace = (state: StageState, personId: string): void => {
  const others = (ids: readonly string[]) => ids.filter((id) => id !== personId);
  state.stage = others(state.stage);
  state.greenRoom = others(state.greenRoom);
  state.standingBy = others(state.standingBy);
  if (state.lowerThird !== null && 'personId' in state.lowerThird && state.lowerThird.personId === personId) {
    state.lowerThird = null;
  }
};

/** Whoever is not (or no longer surely) this person is seen nowhere: not on stage, not backstage, not as interpreter. */
export const takeOffStage = (state: StageState, personId: string): void => {
  leavePlace(state, personId);
  if (state.signLanguage === personId) state.signLanguage = null;
};

export const takeAllOffStage = (state: StageState): void => {
  Object.assign(state, emptyStage());
};
