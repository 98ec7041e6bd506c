import type { Problem } from '#contract/problems';
import type { SigningOutcome, SigningStep } from './sign-agreement.ts';

/** How one of several agreements fares under the one gesture. */
export type Line =
  | { readonly at: 'waiting' }
  | { readonly at: 'signing'; readonly step: SigningStep }
  | { readonly at: 'signed' }
  | { readonly at: 'refused'; readonly detail: string }
  | { readonly at: 'problem'; readonly problem: Problem | null };

export type SignOne = (agreementId: string, onStep: (step: SigningStep) => void) => Promise<SigningOutcome>;

/** The house asks for a pause when too much comes at once; nothing is lost by waiting. */
const PAUSE_MS = 2_000;
const PAUSES = 15;

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

const isTooFast = (outcome: SigningOutcome): boolean =>
  outcome.outcome === 'problem' && outcome.problem?.code === 'too-fast';

const lineOf = (outcome: SigningOutcome): Line =>
  outcome.outcome === 'signed'
    ? { at: 'signed' }
    : outcome.outcome === 'refused'
      ? { at: 'refused', detail: outcome.detail }
      : { at: 'problem', problem: outcome.problem };

/** W50: one gesture, one after another, each for itself: what fails for one hinders no other, and is told. */
export const signAll = async (
  agreementIds: readonly string[],
  signOne: SignOne,
  onLine: (agreementId: string, line: Line) => void,
  pauseMs = PAUSE_MS,
): Promise<void> => {
  for (const agreementId of agreementIds) onLine(agreementId, { at: 'waiting' });
  for (const agreementId of agreementIds) {
    const once = (): Promise<SigningOutcome> =>
      signOne(agreementId, (step) => onLine(agreementId, { at: 'signing', step })).catch(() => ({
        outcome: 'problem',
        problem: null,
      }));
    let outcome = await once();
    for (let count = 0; isTooFast(outcome) && count < PAUSES; count += 1) {
      await pause(pauseMs);
      outcome = await once();
    }
    onLine(agreementId, lineOf(outcome));
  }
};
