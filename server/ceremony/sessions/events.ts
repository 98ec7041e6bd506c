import { z } from 'zod';
import { bilingual, instant, wave } from '#contract/fields';
import { identifier } from '#contract/ids';

export const sessionsEvents = {
  'wave-planned': z.strictObject({ wave, title: bilingual }),
  /** The order in which a wave's agreements are named and countersigned; those left out follow by number. */
  'wave-ordered': z.strictObject({ wave, agreementIds: z.array(identifier).max(500).readonly() }),
  /** `endsAt` is what the countdown runs to; nothing closes by itself (C129). */
  'session-opened': z.strictObject({ wave, endsAt: instant.nullable() }),
  'session-extended': z.strictObject({ wave, endsAt: instant }),
  'session-closed': z.strictObject({ wave }),
} as const;
