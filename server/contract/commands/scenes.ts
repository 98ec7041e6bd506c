import { z } from 'zod';
import { identifier } from '../ids.ts';
import { sceneSchema } from '../scene.ts';

const nothing = z.strictObject({});
const oneScene = z.strictObject({ sceneId: identifier });

export const scenesCommands = {
  /** A new scene, or another shape for the one of this id; what is in the programme stays as it was taken. */
  'scene:define': z.strictObject({ scene: sceneSchema }),
  'scene:remove': oneScene,
  /** `slots`: who is in which place; left out: as planned. */
  'scene:preview': z.strictObject({
    sceneId: identifier,
    slots: z.array(identifier.nullable()).max(6).optional(),
  }),
  'scene:take': z.strictObject({ transition: z.enum(['cut', 'fade']) }),
  /** No scene: those on stage as they stand. */
  'scene:empty': nothing,
  'wall:turn': z.strictObject({ page: z.int().min(1).max(999).optional() }),
  'wall:photograph': z.strictObject({ seconds: z.int().min(3).max(10) }),
} as const;
