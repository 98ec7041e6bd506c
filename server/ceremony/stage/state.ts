export type StageState = {
  /** Who is on stage, in the order of being called. */
  stage: readonly string[];
};

export const emptyStage = (): StageState => ({ stage: [] });

export const takeOffStage = (state: StageState, personId: string): void => {
  state.stage = state.stage.filter((id) => id !== personId);
};
