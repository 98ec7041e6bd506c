import { z } from 'zod';

const bilingual = z.strictObject({ id: z.string(), en: z.string() }).readonly();
const wave = z.int().min(1).max(99);

export const sessionsEvents = {
  'wave-planned': z.strictObject({ wave, title: bilingual }),
  'session-opened': z.strictObject({ wave }),
  'session-closed': z.strictObject({ wave }),
} as const;
