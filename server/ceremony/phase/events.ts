import { z } from 'zod';

const bilingual = z.strictObject({ id: z.string(), en: z.string() }).readonly();

export const phaseEvents = {
  'ceremony-planned': z.strictObject({
    title: bilingual,
    zone: z.string(),
    date: z.iso.date(),
    place: z.string(),
    organiser: z.string(),
    sample: z.boolean(),
  }),
  'ceremony-opened': z.strictObject({}),
  'ceremony-went-live': z.strictObject({}),
  'ceremony-closed': z.strictObject({}),
} as const;
