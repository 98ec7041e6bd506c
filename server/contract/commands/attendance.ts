import { z } from 'zod';
import { identifier } from '../ids.ts';
import { line } from '../text.ts';

const nothing = z.strictObject({});

export const attendanceCommands = {
  /** The whole list each time; null: the asker's own delegation. */
  'delegation:list': z.strictObject({
    personId: identifier.nullable(),
    officials: z.array(z.strictObject({ name: line(120), position: line(200) })).max(50),
  }),
  'roll-call:start': nothing,
  'roll-call:answer': nothing,
  'roll-call:finish': nothing,
} as const;
