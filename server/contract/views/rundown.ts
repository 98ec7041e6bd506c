import type { Bilingual } from '../agreement-facts.ts';
import type { Scripts } from '../ceremony-plan.ts';
import type { ItemKind, ItemState, SkipReason } from '../constants.ts';

/** An item as everyone sees it; its facts are what `rundown-forecast.ts` reckons with. Times carry the ceremony's offset. */
export type ItemView = {
  readonly itemId: string;
  readonly kind: ItemKind;
  readonly title: Bilingual;
  readonly plannedStart: string;
  readonly lengthMinutes: number;
  readonly wave: number | null;
  readonly state: ItemState;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly heldMs: number;
  readonly skipped: SkipReason | null;
};

export type RundownView = {
  /** In the order of the programme. */
  readonly items: readonly ItemView[];
  /** The item that runs. */
  readonly current: string | null;
  /** The item that comes next. */
  readonly next: string | null;
  /** The item that was started last. */
  readonly last: string | null;
  readonly heldSince: string | null;
};

export type PrompterRow = {
  readonly itemId: string;
  readonly scripts: Scripts;
  readonly responsible: { readonly personId: string; readonly name: string; readonly spokenName: string } | null;
  readonly scene: string | null;
  readonly notes: string | null;
};

/** For those who lead through the programme; guests never receive it. */
export type PrompterView = { readonly rows: { readonly [itemId: string]: PrompterRow } };
