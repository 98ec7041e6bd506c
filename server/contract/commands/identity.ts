import { z } from 'zod';
import { REVOCATION_REASONS } from '../constants.ts';
import { base64, identifier, sha256 } from '../ids.ts';
import { line } from '../text.ts';

/** Who helps, and as what; null: nobody (any more). */
const helper = z.strictObject({ name: line(120), relation: line(120) }).nullable();

const onePerson = z.strictObject({ personId: identifier });

export const identityCommands = {
  /** `device` as the roster tells it: whom the officer saw is confirmed, and nobody who took over meanwhile. */
  'identity:confirm': z.strictObject({ personId: identifier, device: sha256 }),
  /** Face to face: by a document, or because the officer knows the person. */
  'identity:confirm-in-person': z.strictObject({
    personId: identifier,
    device: sha256,
    method: z.enum(['document', 'known-in-person']),
  }),
  'identity:issue-code': onePerson,
  'identity:enter-code': z.strictObject({ code: z.string().regex(/^\d{8}$/, 'eight digits') }),
  'certificate:revoke': z.strictObject({ personId: identifier, reason: z.enum(REVOCATION_REASONS) }),
  'identity:name-helper': z.strictObject({ personId: identifier, helper }),
  'signing:name-helper': z.strictObject({ helper }),
  'signing:enrol': z.strictObject({ csr: base64(2048) }),
} as const;
