export type HandsState = {
  /** Raised hands and since when, the first one first. */
  readonly hands: Map<string, string>;
  /** Who was called last. */
  called: { readonly personId: string; readonly by: string; readonly at: string } | null;
};

export const noHands = (): HandsState => ({ hands: new Map(), called: null });

export const dropHand = (state: HandsState, personId: string): void => void state.hands.delete(personId);
