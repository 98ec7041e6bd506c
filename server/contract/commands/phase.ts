import { z } from 'zod';

const nothing = z.strictObject({});

export const phaseCommands = {
  'ceremony:open': nothing,
  'ceremony:go-live': nothing,
  'ceremony:close': nothing,
  /** Closes without waiting for what is still to be sealed. */
  'ceremony:finish': nothing,
} as const;
