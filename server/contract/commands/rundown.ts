import { z } from 'zod';
import { identifier } from '../ids.ts';

export const rundownCommands = {
  'rundown:start': z.strictObject({ itemId: identifier }),
} as const;
