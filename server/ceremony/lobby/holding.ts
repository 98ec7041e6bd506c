import type { StageState } from '../stage/state.ts';
import type { LobbyState } from './state.ts';

/** C75: whoever is on stage is not in the holding room, and finds their place there when they come back. */
export const isInHolding = (state: LobbyState & Pick<StageState, 'stage'>, personId: string): boolean =>
  state.holding.has(personId) && !state.stage.includes(personId);
