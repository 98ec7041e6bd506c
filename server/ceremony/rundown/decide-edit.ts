import type { PlannedItem } from '#contract/ceremony-plan';
import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import type { CeremonyDecision } from '../decision.ts';
import type { CeremonyState } from '../state.ts';
import type { ItemChanges, ItemPlace, RundownCommand } from './commands.ts';
import { findItem } from './find-item.ts';

type Of<Name extends RundownCommand['name']> = Extract<RundownCommand, { name: Name }>;

/** The item before which the place lies; null: at the end. `itemId` is the one that is put there. */
const beforeOf = (state: CeremonyState, place: ItemPlace, itemId: string): string | null | Refusal => {
  if (place === null) return null;
  const beside = 'before' in place ? place.before : place.after;
  const known = findItem(state, beside);
  if (isRefusal(known)) return known;
  const others = state.itemOrder.filter((id) => id !== itemId);
  if (beside === itemId) return state.itemOrder[state.itemOrder.indexOf(itemId) + 1] ?? null;
  return 'before' in place ? beside : (others[others.indexOf(beside) + 1] ?? null);
};

/** C35: who answers for it is invited; a wave is planned and is signed in one item, of kind `signing`. */
const checkDetails = (state: CeremonyState, item: PlannedItem, changed: ItemChanges): Refusal | null => {
  if (changed.responsible !== undefined && changed.responsible !== null && !state.people.has(changed.responsible)) {
    return refuse('unknown-person', `Nobody with the id ${changed.responsible} is invited.`);
  }
  if (changed.kind === undefined && changed.wave === undefined) return null;
  const { wave } = item;
  if ((item.kind === 'signing') !== (wave !== null)) {
    return refuse('item-wave', 'An item of kind "signing" has a wave, and no other item has one.');
  }
  if (wave === null) return null;
  if (!state.waves.has(wave)) return refuse('unknown-wave', `No wave ${wave} is planned.`);
  const elsewhere = [...state.items.values()].some((other) => other.itemId !== item.itemId && other.wave === wave);
  return elsewhere ? refuse('item-wave', `Wave ${wave} is signed in another item already.`) : null;
};

export const insertItem = ({ item, place }: Of<'insert-item'>, state: CeremonyState): CeremonyDecision => {
  if (state.items.has(item.itemId)) return refuse('item-exists', `There is an item ${item.itemId} already.`);
  const before = beforeOf(state, place, item.itemId);
  if (before !== null && typeof before === 'object') return before;
  return checkDetails(state, item, item) ?? [{ type: 'item-inserted', data: { item, before } }];
};

/** C33: what ran or runs stays where it ran. */
export const moveItem = ({ itemId, place }: Of<'move-item'>, state: CeremonyState): CeremonyDecision => {
  const item = findItem(state, itemId);
  if (isRefusal(item)) return item;
  if (item.state === 'running') return refuse('item-running', 'The item runs. It stays where it is.');
  if (item.state === 'finished') return refuse('item-done', 'The item has been. It stays where it was.');
  const before = beforeOf(state, place, itemId);
  if (before !== null && typeof before === 'object') return before;
  const follows = state.itemOrder[state.itemOrder.indexOf(itemId) + 1] ?? null;
  return before === follows ? [] : [{ type: 'item-moved', data: { itemId, before } }];
};

/** C34: a correction says what is different now; what says nothing new is none. */
export const correctItem = ({ itemId, changes }: Of<'correct-item'>, state: CeremonyState): CeremonyDecision => {
  const item = findItem(state, itemId);
  if (isRefusal(item)) return item;
  const news = Object.entries(changes).filter(
    ([field, value]) => JSON.stringify(item[field as keyof ItemChanges]) !== JSON.stringify(value),
  );
  if (news.length === 0) return [];
  // The fields come from the changes themselves.
  const changed = Object.fromEntries(news) as ItemChanges;
  const refusal = checkDetails(state, { ...item, ...changed }, changed);
  return refusal ?? [{ type: 'item-corrected', data: { itemId, changes: changed } }];
};
