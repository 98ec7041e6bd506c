import { decide } from '#agreement/decide';
import type { AgreementCommand } from '#agreement/commands';
import { isRefusal, type Refusal } from '#contract/refusal';
import { findAgreement } from '#projections/live-ceremony';
import { agreementWrites, type Act, type Proposal } from './act.ts';

/** Asks the law of one agreement. */
export const askAgreement = (act: Act, agreementId: string, command: AgreementCommand): Proposal | Refusal => {
  const decision = decide(command, findAgreement(act.live, agreementId), act.now.toISOString());
  return isRefusal(decision) ? decision : { writes: agreementWrites(agreementId, decision) };
};
