import { isRefusal, refuse } from '#contract/refusal';
import type { CeremonyDecision } from '../decision.ts';
import type { CeremonyEvent } from '../events.ts';
import type { CeremonyState } from '../state.ts';
import type { DecideTable } from '../tables.ts';
import type { RundownCommand } from './commands.ts';
import { correctItem, insertItem, moveItem } from './decide-edit.ts';
import { findItem } from './find-item.ts';

type OneItem = { readonly itemId: string };

const cueItem = ({ itemId }: OneItem, state: CeremonyState): CeremonyDecision => {
  const item = findItem(state, itemId);
  if (isRefusal(item)) return item;
  if (item.state === 'cued') return [];
  if (item.state === 'running') return refuse('item-running', 'The item runs already.');
  if (item.state === 'finished')
    return refuse('item-done', 'The item has been. Start it again if it is to be repeated.');
  if (item.state === 'skipped') return refuse('item-skipped', 'The item was skipped. Restore it first.');
  return [{ type: 'item-cued', data: { itemId } }];
};

/** C23, C24: starting ends the one that runs; what has been may be repeated. */
const startItem = ({ itemId }: OneItem, state: CeremonyState): CeremonyDecision => {
  const item = findItem(state, itemId);
  if (isRefusal(item)) return item;
  if (item.state === 'running') return [];
  if (item.state === 'skipped') return refuse('item-skipped', 'The item was skipped. Restore it first.');
  if (state.rundownHeldSince !== null) return refuse('rundown-held', 'The rundown is on hold. Resume it first.');
  const { currentItem } = state;
  const ending: readonly CeremonyEvent[] =
    currentItem === null ? [] : [{ type: 'item-finished', data: { itemId: currentItem } }];
  return [...ending, { type: 'item-started', data: { itemId } }];
};

const finishItem = ({ itemId }: OneItem, state: CeremonyState): CeremonyDecision => {
  const item = findItem(state, itemId);
  if (isRefusal(item)) return item;
  return item.state === 'running'
    ? [{ type: 'item-finished', data: { itemId } }]
    : refuse('item-not-running', 'This item does not run.');
};

const skipItem = (
  { itemId, reason }: Extract<RundownCommand, { name: 'skip-item' }>,
  state: CeremonyState,
): CeremonyDecision => {
  const item = findItem(state, itemId);
  if (isRefusal(item)) return item;
  if (item.state === 'running') return refuse('item-running', 'The item runs. Finish it instead.');
  if (item.state === 'finished') return refuse('item-done', 'The item has been.');
  return item.state === 'skipped' ? [] : [{ type: 'item-skipped', data: { itemId, reason } }];
};

const restoreItem = ({ itemId }: OneItem, state: CeremonyState): CeremonyDecision => {
  const item = findItem(state, itemId);
  if (isRefusal(item)) return item;
  return item.state === 'skipped'
    ? [{ type: 'item-restored', data: { itemId } }]
    : refuse('item-not-skipped', 'This item was not skipped.');
};

/** C41: with the ceremony the hold and the item that runs come to their end. */
export const endOfRundown = ({ currentItem, rundownHeldSince }: CeremonyState): readonly CeremonyEvent[] => [
  ...(rundownHeldSince === null ? [] : [{ type: 'rundown-resumed', data: {} } as const]),
  ...(currentItem === null ? [] : [{ type: 'item-finished', data: { itemId: currentItem } } as const]),
];

export const decideRundown: DecideTable<RundownCommand> = {
  'cue-item': cueItem,
  'start-item': startItem,
  'finish-item': finishItem,
  'skip-item': skipItem,
  'restore-item': restoreItem,
  'hold-rundown': (_, state) => (state.rundownHeldSince === null ? [{ type: 'rundown-held', data: {} }] : []),
  'resume-rundown': (_, state) => (state.rundownHeldSince === null ? [] : [{ type: 'rundown-resumed', data: {} }]),
  'insert-item': insertItem,
  'move-item': moveItem,
  'correct-item': correctItem,
};
