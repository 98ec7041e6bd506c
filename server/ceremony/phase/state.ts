import type { Bilingual } from '#contract/agreement-facts';
import type { Phase } from '#contract/constants';

export type Plan = {
  readonly title: Bilingual;
  readonly zone: string;
  readonly date: string;
  readonly place: string;
  readonly organiser: string;
  readonly sample: boolean;
  readonly rehearsal: boolean;
  readonly rehearsalOf: string | null;
};

export type PhaseState = {
  plan: Plan | null;
  phase: Phase;
  liveSince: string | null;
  /** When each phase began. */
  readonly phaseTimes: Map<Phase, string>;
  /** When the director decided not to wait any longer. */
  closingForcedAt: string | null;
};

export const unplanned = (): PhaseState => ({
  plan: null,
  phase: 'planned',
  liveSince: null,
  phaseTimes: new Map(),
  closingForcedAt: null,
});
