import { isRefusal, type Refusal } from '#contract/refusal';
import type { JsonObject } from '#store/port';
import type { Act, Proposal } from './act.ts';

/** Words of a person: the event holds a salted commitment, the words stand beside the chain (C2). */
export const besideTheChain = (
  act: Act,
  subject: string,
  data: JsonObject,
  propose: (salt: string) => Proposal | Refusal,
): Proposal | Refusal => {
  const salt = Buffer.from(act.tools.random(16)).toString('hex');
  const proposal = propose(salt);
  return isRefusal(proposal) ? proposal : { ...proposal, personal: [{ subject, salt, data }] };
};
