import { z } from 'zod';
import { identifier } from '#contract/ids';

export const drillEvents = {
  'drill-planned': z.strictObject({
    /** How long the principal's line may be lost before the deputy may act. */
    seconds: z.int().min(10).max(3600),
    deputyId: identifier,
    /** Whose camera shows the hall. */
    hallId: identifier.nullable(),
  }),
  'drill-started': z.strictObject({ to: z.enum(['hall', 'slate']) }),
  /** A named person's line, or null: the principal's sound by telephone. */
  'drill-second-line': z.strictObject({ personId: identifier.nullable() }),
  /** The server's clock went back behind the start: the time is counted anew from here. */
  'drill-counted-anew': z.strictObject({}),
  'deputy-acting': z.strictObject({ personId: identifier, principalId: identifier }),
  'drill-ended': z.strictObject({}),
} as const;
