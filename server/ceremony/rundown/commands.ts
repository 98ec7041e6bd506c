import type { PlannedItem } from '#contract/ceremony-plan';
import type { SkipReason } from '#contract/constants';

type OneItem = { readonly itemId: string };

/** Right before or right after another item; null: at the end. */
export type ItemPlace = { readonly before: string } | { readonly after: string } | null;

export type ItemChanges = Partial<Omit<PlannedItem, 'itemId'>>;

export type RundownCommand =
  | ({ readonly name: 'cue-item' } & OneItem)
  | ({ readonly name: 'start-item' } & OneItem)
  | ({ readonly name: 'finish-item' } & OneItem)
  | ({ readonly name: 'skip-item'; readonly reason: SkipReason } & OneItem)
  | ({ readonly name: 'restore-item' } & OneItem)
  | { readonly name: 'hold-rundown' }
  | { readonly name: 'resume-rundown' }
  | { readonly name: 'insert-item'; readonly item: PlannedItem; readonly place: ItemPlace }
  | ({ readonly name: 'move-item'; readonly place: ItemPlace } & OneItem)
  | ({ readonly name: 'correct-item'; readonly changes: ItemChanges } & OneItem);
