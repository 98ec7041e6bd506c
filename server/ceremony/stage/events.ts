import { z } from 'zod';
import { identifier, sha256 } from '#contract/ids';

const person = { personId: identifier };

export const stageEvents = {
  'stage-invited': z.strictObject({ ...person }),
  'stage-stood-by': z.strictObject({ ...person }),
  'stage-called': z.strictObject({ ...person }),
  'stage-left': z.strictObject({ ...person }),
  'stage-cleared': z.strictObject({}),
  'sign-language-assigned': z.strictObject({ personId: identifier.nullable() }),
  /** A person's own caption, or free words: then `commitment` is to them, and they stand beside the chain (C2). */
  'lower-third-shown': z.strictObject({
    captionId: identifier,
    personId: identifier.nullable(),
    commitment: sha256.nullable(),
  }),
  'lower-third-hidden': z.strictObject({}),
} as const;
