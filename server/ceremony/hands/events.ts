import { z } from 'zod';
import { identifier } from '#contract/ids';

const person = { personId: identifier };
const by = { by: identifier };

export const handsEvents = {
  'hand-raised': z.strictObject({ ...person }),
  'hand-lowered': z.strictObject({ ...person }),
  'hand-called': z.strictObject({ ...person, ...by }),
  'hands-lowered': z.strictObject({ ...by }),
} as const;
