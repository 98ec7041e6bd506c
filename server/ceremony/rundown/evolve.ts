import type { EvolveTable } from '../tables.ts';
import type { rundownEvents } from './events.ts';

export const evolveRundown: EvolveTable<keyof typeof rundownEvents> = {
  'item-planned': (state, item) => {
    state.items.set(item.itemId, { ...item, startedAt: null });
  },
  'item-started': (state, { itemId }, at) => {
    const item = state.items.get(itemId);
    if (item !== undefined) state.items.set(itemId, { ...item, startedAt: at });
    state.currentItem = itemId;
  },
};
