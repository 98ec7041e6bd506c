import { z } from 'zod';
import { bilingual } from '#contract/fields';
import { identifier } from '#contract/ids';

export const phaseEvents = {
  'ceremony-planned': z.strictObject({
    title: bilingual,
    zone: z.string(),
    date: z.iso.date(),
    place: z.string(),
    organiser: z.string(),
    sample: z.boolean(),
    /** Held under an authority of its own, and valid for nobody. */
    rehearsal: z.boolean(),
    /** The ceremony that is rehearsed, if it is one of this house. */
    rehearsalOf: identifier.nullable(),
  }),
  'ceremony-opened': z.strictObject({}),
  'ceremony-went-live': z.strictObject({}),
  'closing-begun': z.strictObject({}),
  /** The director does not wait for these agreements to be sealed. */
  'closing-forced': z.strictObject({ unfinished: z.array(identifier).readonly() }),
  'ceremony-closed': z.strictObject({}),
} as const;
