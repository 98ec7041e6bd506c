import { z } from 'zod';
import { identifier } from '#contract/ids';

const bilingual = z.strictObject({ id: z.string(), en: z.string() }).readonly();
const instant = z.iso.datetime({ offset: true });
const wave = z.int().min(1).max(99);

export const rundownEvents = {
  'item-planned': z.strictObject({
    itemId: identifier,
    kind: z.string(),
    title: bilingual,
    plannedStart: instant,
    lengthMinutes: z.int(),
    wave: wave.nullable(),
    script: bilingual.nullable(),
  }),
  'item-started': z.strictObject({ itemId: identifier }),
} as const;
