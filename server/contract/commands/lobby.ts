import { z } from 'zod';
import { ADMISSIONS } from '../constants.ts';
import { identifier } from '../ids.ts';
import { line } from '../text.ts';

const onePerson = z.strictObject({ personId: identifier });

export const lobbyCommands = {
  'admission:set': z.strictObject({ admission: z.enum(ADMISSIONS) }),
  'lobby:admit': onePerson,
  'lobby:admit-all': z.strictObject({}),
  'lobby:send-back': onePerson,
  'person:remove': z.strictObject({ personId: identifier, reason: line(500) }),
  'holding:enter': onePerson,
  'holding:leave': onePerson,
} as const;
