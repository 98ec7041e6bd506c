import type { z } from 'zod';
import type { LiveCeremony } from './live-ceremony.ts';

/** What is shown in place of what was erased. */
export const ERASED = '—';

/** What stands beside the chain under this subject (C2); null once it was erased, or when it is something else. */
export const besideTheChain = <Shape>(live: LiveCeremony, subject: string, schema: z.ZodType<Shape>): Shape | null => {
  const read = schema.safeParse(live.personal.get(subject)?.data);
  return read.success ? read.data : null;
};
