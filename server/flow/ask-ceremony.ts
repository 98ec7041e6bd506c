import { decide } from '#ceremony/decide';
import type { CeremonyCommand } from '#ceremony/commands';
import { isRefusal, type Refusal } from '#contract/refusal';
import { ceremonyWrites, type Act, type Proposal } from './act.ts';

/** Asks the law of the ceremony; `asserts` names streams that the answer relied on besides those it writes. */
export const askCeremony = (
  act: Act,
  command: CeremonyCommand,
  asserts: readonly string[] = [],
): Proposal | Refusal => {
  const decision = decide(command, act.live.ceremony, act.now.toISOString());
  return isRefusal(decision) ? decision : { writes: ceremonyWrites(decision), asserts };
};

/** The stream of the ceremony's phase, which many answers rely on. */
export const PHASE = ['ceremony'] as const;
