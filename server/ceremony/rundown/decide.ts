import { refuse } from '#contract/refusal';
import type { DecideTable } from '../tables.ts';
import type { RundownCommand } from './commands.ts';

export const decideRundown: DecideTable<RundownCommand> = {
  'start-item': ({ itemId }, state) => {
    if (!state.items.has(itemId)) return refuse('unknown-item', `No item ${itemId} in the rundown.`);
    return state.currentItem === itemId ? [] : [{ type: 'item-started', data: { itemId } }];
  },
};
