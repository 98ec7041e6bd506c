import type { Bilingual } from '#contract/agreement-facts';

export type Wave = {
  readonly wave: number;
  readonly title: Bilingual;
  readonly session: 'planned' | 'open' | 'closed';
  readonly openedAt: string | null;
};

export type SessionsState = { readonly waves: Map<number, Wave> };

export const noSessions = (): SessionsState => ({ waves: new Map() });
