import { z } from 'zod';

const nothing = z.strictObject({});

export const phaseCommands = {
  'ceremony:open': nothing,
  'ceremony:go-live': nothing,
  'ceremony:close': nothing,
} as const;
