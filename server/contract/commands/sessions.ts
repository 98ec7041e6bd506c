import { z } from 'zod';

const oneWave = z.strictObject({ wave: z.int().min(1).max(99) });

export const sessionsCommands = {
  'session:open': oneWave,
  'session:close': oneWave,
} as const;
