import { z } from 'zod';
import { instant } from '#contract/fields';
import { identifier } from '#contract/ids';
import { sceneSchema } from '#contract/scene';

const slots = z.array(identifier.nullable()).max(6).readonly();

export const scenesEvents = {
  /** Also when a scene is changed: what stands under its id is replaced. */
  'scene-planned': z.strictObject({ scene: sceneSchema }),
  'scene-removed': z.strictObject({ sceneId: identifier }),
  'preview-set': z.strictObject({ sceneId: identifier, slots }),
  'scene-taken': z.strictObject({
    sceneId: identifier,
    slots,
    transition: z.enum(['cut', 'fade']),
    milliseconds: z.int().min(0).max(5_000),
  }),
  /** Nothing is in the programme: those on stage are seen as they stand. */
  'programme-emptied': z.strictObject({}),
  'wall-turned': z.strictObject({ page: z.int().min(1).max(999) }),
  /** The moment of the picture, by the common clock; `page` is held until then. */
  'photograph-counted-in': z.strictObject({
    page: z.int().min(1).max(999),
    photographAt: instant,
  }),
} as const;
