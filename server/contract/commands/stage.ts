import { z } from 'zod';
import { identifier } from '../ids.ts';

const nothing = z.strictObject({});
const onePerson = z.strictObject({ personId: identifier });

export const stageCommands = {
  'stage:call': onePerson,
  'stage:send-back': onePerson,
  'stage:clear': nothing,
} as const;
