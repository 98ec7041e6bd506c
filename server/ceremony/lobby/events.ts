import { z } from 'zod';
import { ADMISSIONS } from '#contract/constants';
import { identifier, sha256 } from '#contract/ids';

const person = { personId: identifier };
const by = { by: identifier };

export const lobbyEvents = {
  'admission-set': z.strictObject({ ...by, admission: z.enum(ADMISSIONS) }),
  'person-admitted': z.strictObject({ ...person, ...by }),
  'person-sent-back': z.strictObject({ ...person, ...by }),
  /** The link is revoked by an event of its own, in the same append. */
  'person-removed': z.strictObject({ ...person, ...by, reasonCommitment: sha256 }),
  'holding-entered': z.strictObject({ ...person, ...by }),
  'holding-left': z.strictObject({ ...person, ...by }),
} as const;
