import { z } from 'zod';
import { identifier } from '#contract/ids';

const person = { personId: identifier };

export const stageEvents = {
  'stage-called': z.strictObject({ ...person }),
  'stage-left': z.strictObject({ ...person }),
  'stage-cleared': z.strictObject({}),
} as const;
