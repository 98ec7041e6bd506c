import type { Bilingual } from '#contract/agreement-facts';
import type { Phase } from '#contract/constants';

export type Plan = {
  readonly title: Bilingual;
  readonly zone: string;
  readonly date: string;
  readonly place: string;
  readonly organiser: string;
  readonly sample: boolean;
};

export type PhaseState = { plan: Plan | null; phase: Phase; liveSince: string | null };

export const unplanned = (): PhaseState => ({ plan: null, phase: 'planned', liveSince: null });
