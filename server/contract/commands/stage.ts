import { z } from 'zod';
import { identifier } from '../ids.ts';
import { bilingualText } from '../scene.ts';

const nothing = z.strictObject({});
const onePerson = z.strictObject({ personId: identifier });

export const stageCommands = {
  /** Into the green room. */
  'stage:invite': onePerson,
  /** Stands by: is next. */
  'stage:next': onePerson,
  'stage:call': onePerson,
  'stage:send-back': onePerson,
  /** Nobody on stage and the slate on, at once. */
  'stage:clear': nothing,
  'stage:sign-language': z.strictObject({ personId: identifier.nullable() }),
  'lower-third:show': z.union([onePerson, z.strictObject({ text: bilingualText(160) })]),
  'lower-third:hide': nothing,
} as const;
