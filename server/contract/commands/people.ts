import { z } from 'zod';
import { identifier } from '../ids.ts';

const onePerson = z.strictObject({ personId: identifier });

export const peopleCommands = {
  'notice:accept': z.strictObject({ noticeVersion: z.string().max(20) }),
  'link:reissue': onePerson,
  'link:revoke': onePerson,
} as const;
