import type { PlannedItem } from '#contract/ceremony-plan';
import type { ItemState, SkipReason } from '#contract/constants';

export type RundownItem = PlannedItem & {
  readonly state: ItemState;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** How long it was held while it ran, in milliseconds; a hold that still lasts counts once it ends. */
  readonly heldMs: number;
  readonly skipped: SkipReason | null;
};

export type RundownState = {
  readonly items: Map<string, RundownItem>;
  /** The order of the programme, as the ledger tells it and not as the planned times would. */
  itemOrder: readonly string[];
  /** The item that runs. */
  currentItem: string | null;
  /** The item that was started last, whether it still runs or not. */
  lastItem: string | null;
  /** Since when the whole rundown waits. */
  rundownHeldSince: string | null;
};

export const emptyRundown = (): RundownState => ({
  items: new Map(),
  itemOrder: [],
  currentItem: null,
  lastItem: null,
  rundownHeldSince: null,
});

/** In the order of the programme. */
export const itemsInOrder = (state: RundownState): readonly RundownItem[] =>
  state.itemOrder.flatMap((itemId) => state.items.get(itemId) ?? []);
