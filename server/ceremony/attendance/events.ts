import { z } from 'zod';
import { identifier, sha256 } from '#contract/ids';

const by = { by: identifier };

export const attendanceEvents = {
  /** The names stand beside the chain. */
  'delegation-listed': z.strictObject({
    personId: identifier,
    ...by,
    commitment: sha256,
    count: z.int().min(0).max(50),
  }),
  'roll-call-started': z.strictObject({ ...by }),
  'roll-call-answered': z.strictObject({ personId: identifier }),
  'roll-call-finished': z.strictObject({ ...by }),
  /** What changed since the last sample; who came and went between two is in both lists. */
  'attendance-sampled': z.strictObject({
    joined: z.array(identifier).readonly(),
    left: z.array(identifier).readonly(),
  }),
} as const;
