import { z } from 'zod';
import { ROLES } from '#contract/constants';
import { identifier, sha256 } from '#contract/ids';

// Words of persons are never here: a commitment is, and they stand beside the chain (C2).

const question = { questionId: identifier };

export const interactionEvents = {
  'question-asked': z.strictObject({ ...question, personId: identifier, commitment: sha256 }),
  'question-approved': z.strictObject({ ...question }),
  'question-answered': z.strictObject({ ...question }),
  'question-hidden': z.strictObject({ ...question }),
  'applause-allowed': z.strictObject({}),
  /** What was counted since it was allowed; now it is off. */
  'applause-counted': z.strictObject({ claps: z.int().min(0), people: z.int().min(0) }),
  'message-sent': z.strictObject({
    messageId: identifier,
    from: identifier,
    to: z.union([z.strictObject({ personId: identifier }), z.strictObject({ role: z.enum(ROLES) })]).readonly(),
    commitment: sha256,
  }),
  'message-read': z.strictObject({ messageId: identifier, personId: identifier }),
  'announcement-made': z.strictObject({ announcementId: identifier, commitment: sha256 }),
  'announcement-withdrawn': z.strictObject({ announcementId: identifier }),
} as const;
