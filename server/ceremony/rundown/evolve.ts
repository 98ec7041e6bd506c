import type { PlannedItem } from '#contract/ceremony-plan';
import type { EvolveTable } from '../tables.ts';
import type { rundownEvents } from './events.ts';
import type { RundownItem, RundownState } from './state.ts';

const fresh = (item: PlannedItem): RundownItem => ({
  ...item,
  state: 'planned',
  startedAt: null,
  finishedAt: null,
  heldMs: 0,
  skipped: null,
});

const change = (state: RundownState, itemId: string, patch: (item: RundownItem) => Partial<RundownItem>): void => {
  const item = state.items.get(itemId);
  if (item !== undefined) state.items.set(itemId, { ...item, ...patch(item) });
};

/** The order with this item right before another, or at the end. */
const placed = (order: readonly string[], itemId: string, before: string | null): readonly string[] => {
  const others = order.filter((id) => id !== itemId);
  const at = before === null ? -1 : others.indexOf(before);
  return at === -1 ? [...others, itemId] : others.toSpliced(at, 0, itemId);
};

/** C30: a clock that was set back ends nothing before it began. */
const notBefore = (startedAt: string | null, at: string): string =>
  startedAt !== null && Date.parse(at) < Date.parse(startedAt) ? startedAt : at;

const heldUpTo = (state: RundownState, item: RundownItem, at: string): number => {
  const { rundownHeldSince: since } = state;
  if (since === null || item.startedAt === null) return 0;
  return Math.max(0, Date.parse(at) - Math.max(Date.parse(since), Date.parse(item.startedAt)));
};

const finish = (state: RundownState, itemId: string, at: string): void => {
  change(state, itemId, (item) => ({
    state: 'finished',
    finishedAt: notBefore(item.startedAt, at),
    heldMs: item.heldMs + heldUpTo(state, item, at),
  }));
  if (state.currentItem === itemId) state.currentItem = null;
};

export const evolveRundown: EvolveTable<keyof typeof rundownEvents> = {
  'item-planned': (state, item) => {
    state.items.set(item.itemId, fresh(item));
    state.itemOrder = placed(state.itemOrder, item.itemId, null);
  },
  'item-inserted': (state, { item, before }) => {
    state.items.set(item.itemId, fresh(item));
    state.itemOrder = placed(state.itemOrder, item.itemId, before);
  },
  'item-moved': (state, { itemId, before }) => {
    state.itemOrder = placed(state.itemOrder, itemId, before);
  },
  'item-corrected': (state, { itemId, changes }) => change(state, itemId, () => changes),
  'item-cued': (state, { itemId }) => {
    for (const other of state.items.values()) {
      if (other.state === 'cued') change(state, other.itemId, () => ({ state: 'planned' }));
    }
    change(state, itemId, () => ({ state: 'cued' }));
  },
  'item-started': (state, { itemId }, at) => {
    // Older ledgers do not say that the one before has ended.
    if (state.currentItem !== null && state.currentItem !== itemId) finish(state, state.currentItem, at);
    change(state, itemId, () => ({ state: 'running', startedAt: at, finishedAt: null, heldMs: 0, skipped: null }));
    state.currentItem = itemId;
    state.lastItem = itemId;
  },
  'item-finished': (state, { itemId }, at) => finish(state, itemId, at),
  'item-skipped': (state, { itemId, reason }) => change(state, itemId, () => ({ state: 'skipped', skipped: reason })),
  'item-restored': (state, { itemId }) => change(state, itemId, () => ({ state: 'planned', skipped: null })),
  'rundown-held': (state, _, at) => {
    state.rundownHeldSince = at;
  },
  'rundown-resumed': (state, _, at) => {
    const { currentItem } = state;
    if (currentItem !== null) {
      change(state, currentItem, (item) => ({ heldMs: item.heldMs + heldUpTo(state, item, at) }));
    }
    state.rundownHeldSince = null;
  },
};
