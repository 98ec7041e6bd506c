import { refuse, type Refusal } from '#contract/refusal';
import { TimeStampFault } from '#signing/time-stamp';
import { StoreFault } from '#store/fault';
import type { Proposal } from './act.ts';
import type { Missing } from './grow-archive.ts';

/** Who renews a document timestamp, when, and whether by the organiser's own authority though there is another one. */
export type RenewalBy = { readonly officer: string; readonly own: boolean; readonly now: Date };

/** F35 */
export const TOO_OFTEN: Refusal = refuse(
  'too-fast',
  'This document was renewed often. The next renewal can be made a year after the last one.',
);

/** F32: a renewal for which something of others cannot be had adds nothing, and says so. */
export const renewed = async (work: () => Promise<Proposal | Refusal | Missing>): Promise<Proposal | Refusal> => {
  try {
    const outcome = await work();
    return 'missing' in outcome ? refuse('no-timestamp', `${outcome.missing} Nothing was added.`) : outcome;
  } catch (error) {
    // F42: one document that is damaged hinders no other; what it wants is a backup.
    if (error instanceof StoreFault && error.code === 'damaged')
      return refuse('no-timestamp', 'What the store holds of it is damaged. Nothing was added.');
    if (!(error instanceof TimeStampFault)) throw error;
    return refuse('no-timestamp', `${error.message}. Nothing was added.`);
  }
};
