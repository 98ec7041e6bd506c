import { z } from 'zod';
import { ROLES } from '../constants.ts';
import { identifier } from '../ids.ts';
import { bilingualText, plainText } from '../scene.ts';

const nothing = z.strictObject({});
const oneQuestion = z.strictObject({ questionId: identifier });

export const interactionCommands = {
  'question:ask': z.strictObject({ text: plainText(300) }),
  'question:approve': oneQuestion,
  'question:answer': oneQuestion,
  'question:hide': oneQuestion,
  'applause:allow': nothing,
  'applause:stop': nothing,
  'message:send': z.strictObject({
    to: z.union([z.strictObject({ personId: identifier }), z.strictObject({ role: z.enum(ROLES) })]),
    text: plainText(500),
  }),
  'message:read': z.strictObject({ messageId: identifier }),
  'announcement:make': z.strictObject({ text: bilingualText(300) }),
  'announcement:withdraw': z.strictObject({ announcementId: identifier }),
} as const;
