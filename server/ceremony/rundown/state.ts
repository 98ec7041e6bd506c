import type { PlannedItem } from '#contract/ceremony-plan';

export type RundownState = {
  readonly items: Map<string, PlannedItem & { readonly startedAt: string | null }>;
  currentItem: string | null;
};

export const emptyRundown = (): RundownState => ({ items: new Map(), currentItem: null });
