import { z } from 'zod';
import { IDENTITY_METHODS } from '#contract/constants';
import { instant } from '#contract/fields';
import { identifier, sha256 } from '#contract/ids';

const person = { personId: identifier };

export const identityEvents = {
  'identity-code-issued': z.strictObject({ ...person, officer: identifier, codeHash: sha256, expiresAt: instant }),
  'identity-code-failed': z.strictObject({ ...person }),
  'identity-confirmed': z.strictObject({
    ...person,
    method: z.enum(IDENTITY_METHODS),
    officer: identifier,
    device: sha256,
  }),
  'certificate-issued': z.strictObject({ ...person, device: sha256, certificateSha256: sha256, notAfter: instant }),
} as const;
