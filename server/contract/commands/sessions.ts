import { z } from 'zod';
import { wave } from '../fields.ts';
import { identifier } from '../ids.ts';

const minutes = z.int().min(1).max(240);

export const sessionsCommands = {
  /** The order in which its agreements are named; those left out follow by number. */
  'wave:order': z.strictObject({ wave, agreementIds: z.array(identifier).max(500) }),
  /** With `minutes` a countdown runs; it closes nothing by itself. */
  'session:open': z.strictObject({ wave, minutes: minutes.optional() }),
  'session:extend': z.strictObject({ wave, minutes }),
  'session:close': z.strictObject({ wave }),
  /** Who has not finished signing signs in another wave. */
  'session:move': z.strictObject({ agreementIds: z.array(identifier).min(1).max(100), toWave: wave }),
} as const;
