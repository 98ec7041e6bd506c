import { z } from 'zod';
import { identifier } from '#contract/ids';

export const inaugurationEvents = {
  'inauguration-armed': z.strictObject({}),
  'inauguration-disarmed': z.strictObject({}),
  /** `actingFor`: the principal in whose name (atas nama) a deputy pressed. */
  'inauguration-pressed': z.strictObject({ personId: identifier, actingFor: identifier.nullable() }),
} as const;
