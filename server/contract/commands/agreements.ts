import { z } from 'zod';
import { MOST_AT_ONCE } from '../constants.ts';
import { wave } from '../fields.ts';
import { base64, identifier, sha256 } from '../ids.ts';
import { bilingualLine } from '../text.ts';

const oneAgreement = z.strictObject({ agreementId: identifier });
const reason = z
  .string()
  .trim()
  .min(3)
  .max(500)
  .refine((text) => text.isWellFormed(), 'well-formed text');
const field = z.string().regex(/^(party|witness)-\d{1,2}$/, 'party-1, party-2 …, witness-1');
const rupiah = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
/** r ‖ s over the DER of the signed attributes: 64 bytes. */
const signature = base64(64);

export const agreementsCommands = {
  'agreement:make-proof': oneAgreement,
  'agreement:make-ready': oneAgreement,
  'agreement:replace-signatory': z.strictObject({
    agreementId: identifier,
    field,
    personId: identifier,
    /** What entitles the new signatory, as the document shall say it; null for a witness. */
    basis: bilingualLine(600).nullable(),
  }),
  'agreement:consent': z.strictObject({
    agreementId: identifier,
    /** Hash of the very bytes that were shown. */
    sha256,
    /** Pages that were opened, in any order; every page must be among them. */
    pagesSeen: z.array(z.int().min(1).max(999)).max(999),
  }),
  /** A witness consents to what the list of a wave showed: each document by its hash. */
  'agreement:consent-wave': z.strictObject({
    wave,
    documents: z
      .array(z.strictObject({ agreementId: identifier, sha256 }))
      .min(1)
      .max(300),
  }),
  'agreement:decline': z.strictObject({ agreementId: identifier, reason }),
  'agreement:void': z.strictObject({ agreementId: identifier, reason }),
  /** Ends this version and drafts the next, with what is given here in place of what stood there. */
  'agreement:replace': z.strictObject({
    agreementId: identifier,
    reason,
    terms: z
      .strictObject({
        title: bilingualLine(200),
        activity: bilingualLine(600),
        value: rupiah,
        /** A target for each year of the term, which add up to the value. */
        targets: z
          .array(z.strictObject({ year: z.int().min(2000).max(2200), value: rupiah }))
          .min(1)
          .max(10),
      })
      .refine(({ value, targets }) => targets.reduce((sum, target) => sum + target.value, 0) === value, {
        error: 'the targets add up to the value',
      })
      .optional(),
  }),
  /** The scan was uploaded before; this says that it is the agreement, and when it was signed. */
  'agreement:sign-on-paper': z.strictObject({ agreementId: identifier, sha256, signedOn: z.iso.date() }),
  /**
   * One more document timestamp for what is sealed. `own`: by the organiser's own authority, also where there is an
   * external one.
   */
  'agreement:renew-archive': z.strictObject({ agreementId: identifier, own: z.boolean() }),
  'signing:prepare': oneAgreement,
  'signing:complete': z.strictObject({
    agreementId: identifier,
    /** Hash of the whole prepared document, as the browser checked it. */
    preparedSha256: sha256,
    signature,
  }),
  /** For a witness: the next agreements of the wave that wait for no one else, as many as one command may hold. */
  'signing:prepare-wave': z.strictObject({ wave }),
  'signing:complete-wave': z.strictObject({
    wave,
    signatures: z
      .array(z.strictObject({ agreementId: identifier, preparedSha256: sha256, signature }))
      .min(1)
      .max(MOST_AT_ONCE),
  }),
} as const;
