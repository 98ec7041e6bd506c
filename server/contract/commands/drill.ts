import { z } from 'zod';
import { identifier } from '../ids.ts';

const nothing = z.strictObject({});

export const drillCommands = {
  'drill:plan': z.strictObject({
    seconds: z.int().min(10).max(3600),
    deputyId: identifier,
    hallId: identifier.nullable(),
  }),
  'drill:start': z.strictObject({ to: z.enum(['hall', 'slate']) }),
  'drill:second-line': z.union([
    z.strictObject({ personId: identifier }),
    z.strictObject({ telephone: z.literal(true) }),
  ]),
  'drill:deputy-acts': nothing,
  'drill:end': nothing,
} as const;
