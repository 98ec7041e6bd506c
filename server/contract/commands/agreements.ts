import { z } from 'zod';
import { base64, identifier, sha256 } from '../ids.ts';

const oneAgreement = z.strictObject({ agreementId: identifier });

export const agreementsCommands = {
  'agreement:make-ready': oneAgreement,
  'agreement:consent': z.strictObject({
    agreementId: identifier,
    /** Hash of the very bytes that were shown. */
    sha256,
    /** Pages that were opened, in any order; every page must be among them. */
    pagesSeen: z.array(z.int().min(1).max(999)).max(999),
  }),
  'agreement:decline': z.strictObject({
    agreementId: identifier,
    reason: z
      .string()
      .trim()
      .min(3)
      .max(500)
      .refine((text) => text.isWellFormed(), 'well-formed text'),
  }),
  'signing:prepare': oneAgreement,
  'signing:complete': z.strictObject({
    agreementId: identifier,
    /** Hash of the whole prepared document, as the browser checked it. */
    preparedSha256: sha256,
    /** r ‖ s over the DER of the signed attributes: 64 bytes. */
    signature: base64(64),
  }),
} as const;
