import type { z } from 'zod';
import type { LiveCeremony } from './live-ceremony.ts';
import { NotAsWritten } from './not-as-written.ts';

/** What is shown in place of what was erased. */
export const ERASED = '—';

/** F52: what stands in the store under this subject is not what the ledger commits to; `position`: of the event that says what it is. */
export const notAsCommitted = (ceremonyId: string, subject: string, position: number | null): string =>
  `What the store holds beside the ledger of ${ceremonyId} as ${subject} is not what ${
    position === null ? 'any event' : `event ${position}`
  } commits to, and is not used. Write it anew (correct the name), or stop Teken and put back what stood there, from ` +
  'the latest backup.';

/**
 * F53: the same ceremony for whoever draws a document or makes a certificate of it: what is not as committed is no blank
 * there, but the fault NotAsWritten.
 */
export const forPaper = (live: LiveCeremony): LiveCeremony =>
  live.differing.size === 0 ? live : { ...live, isForPaper: true };

/** What stands beside the chain under this subject (C2); null once it was erased, or when it is something else. */
export const besideTheChain = <Shape>(live: LiveCeremony, subject: string, schema: z.ZodType<Shape>): Shape | null => {
  const differing = live.differing.get(subject);
  if (differing !== undefined && live.isForPaper === true)
    throw new NotAsWritten(notAsCommitted(live.ceremonyId, subject, differing));
  const read = schema.safeParse(live.personal.get(subject)?.data);
  return read.success ? read.data : null;
};
