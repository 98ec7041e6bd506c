import type { CeremonyPlan } from '#contract/ceremony-plan';
import type { Phase } from '#contract/constants';

/** What a ceremony is, without its programme, people and agreements. */
export type Plan = Pick<
  CeremonyPlan,
  'title' | 'zone' | 'date' | 'place' | 'organiser' | 'sample' | 'rehearsal' | 'rehearsalOf'
>;

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
