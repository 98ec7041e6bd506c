import type { Bilingual } from '#contract/agreement-facts';

export type Wave = {
  readonly wave: number;
  readonly title: Bilingual;
  readonly session: 'planned' | 'open' | 'closed';
  readonly openedAt: string | null;
  /** What the countdown runs to; null: no time was set. */
  readonly endsAt: string | null;
  readonly closedAt: string | null;
  /** Agreements in the order that was given to them. */
  readonly order: readonly string[];
};

export type SessionsState = { readonly waves: Map<number, Wave> };

export const noSessions = (): SessionsState => ({ waves: new Map() });
