import { z } from 'zod';
import { sha256 } from '#contract/ids';

export const templatesEvents = {
  /** A template stands beside this event, file by file, and does not change any more (C185). */
  'template-fixed': z.strictObject({
    name: z.string(),
    version: z.string(),
    /** Of all its files as they are kept. */
    sha256,
    bytes: z.int(),
    /** Brought along with the ceremony, or Teken's own. */
    origin: z.enum(['ceremony', 'house']),
  }),
} as const;
