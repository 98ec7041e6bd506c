import { z } from 'zod';
import { DELIVERIES, ERASURE_REASONS } from '../constants.ts';
import { identifier } from '../ids.ts';

const words = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => text.isWellFormed(), 'well-formed text');
const oneCustodian = z.strictObject({ custodianId: identifier });

export const recordCommands = {
  /** The same id again corrects what was written. */
  'custodian:name': z.strictObject({
    custodianId: identifier,
    name: words,
    institution: words,
    email: z.email().max(254).nullable(),
  }),
  'custodian:remove': oneCustodian,
  /** The officer confirms having handed over the root. */
  'record:deliver': z.strictObject({ custodianId: identifier, how: z.enum(DELIVERIES) }),
  /** One more document timestamp for the minutes. `own`: by the organiser's own authority, also where there is an external one. */
  'record:renew-archive': z.strictObject({ own: z.boolean() }),
  'person:erase': z.strictObject({ personId: identifier, reason: z.enum(ERASURE_REASONS) }),
} as const;
