import { z } from 'zod';
import { identifier } from '../ids.ts';

const nothing = z.strictObject({});

export const handsCommands = {
  'hand:raise': nothing,
  'hand:lower': nothing,
  'hand:call': z.strictObject({ personId: identifier }),
  'hands:lower-all': nothing,
} as const;
