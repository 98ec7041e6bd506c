import { refuse, type Refusal } from '#contract/refusal';
import type { RundownItem, RundownState } from './state.ts';

export const findItem = (state: RundownState, itemId: string): RundownItem | Refusal =>
  state.items.get(itemId) ?? refuse('unknown-item', `No item ${itemId} in the rundown.`);
