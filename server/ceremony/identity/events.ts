import { z } from 'zod';
import { IDENTITY_METHODS, REVOCATION_REASONS } from '#contract/constants';
import { instant } from '#contract/fields';
import { identifier, sha256 } from '#contract/ids';

const person = { personId: identifier };
/** Hex, as certificates spell it; null: issued before the ledger kept serial numbers. */
const serial = z
  .string()
  .regex(/^[0-9a-f]{2,40}$/)
  .nullable();

export const identityEvents = {
  'identity-code-issued': z.strictObject({ ...person, officer: identifier, codeHash: sha256, expiresAt: instant }),
  'identity-code-failed': z.strictObject({ ...person }),
  'identity-confirmed': z.strictObject({
    ...person,
    method: z.enum(IDENTITY_METHODS),
    officer: identifier,
    device: sha256,
  }),
  'certificate-issued': z.strictObject({
    ...person,
    device: sha256,
    certificateSha256: sha256,
    serial,
    notAfter: instant,
  }),
  /** Who helps the person to sign stands beside the chain; null: nobody any more. */
  'helper-named': z.strictObject({ ...person, by: identifier, commitment: sha256.nullable() }),
  /** C220: not issued here: the person chose to sign by a service that keeps this certificate's key. */
  'remote-certificate-recorded': z.strictObject({
    ...person,
    device: sha256,
    certificateSha256: sha256,
    issuer: z.string().min(1).max(200),
    notAfter: instant,
  }),
  /** `by`: null where it follows from something else that was done in the same append. */
  'certificate-revoked': z.strictObject({
    ...person,
    certificateSha256: sha256,
    serial,
    reason: z.enum(REVOCATION_REASONS),
    by: identifier.nullable(),
    revokedAt: instant,
  }),
} as const;
