import { z } from 'zod';

// Fields that many commands and events have.

/** The number of a signing session's wave. */
export const wave = z.int().min(1).max(99);

/** ISO 8601, with its offset. */
export const instant = z.iso.datetime({ offset: true });

/** In both languages, as it is kept: how long a text may be was asked when it came in. */
export const bilingual = z.strictObject({ id: z.string(), en: z.string() }).readonly();
