import { z } from 'zod';
import { identifier, sha256 } from '../ids.ts';
import { line } from '../text.ts';

/** How the signing service knows the person. */
const account = line(120);
/** What the person enters for the service; never kept (A51). */
const secret = z.string().min(1).max(64);

export const remoteSigningCommands = {
  /** Which credentials that account has in the asker's name; told to the asker alone. */
  'signing:remote-credentials': z.strictObject({ account }),
  'signing:enrol-remote': z.strictObject({ account, credentialId: line(255) }),
  /** Has the service send an OTP for the credential that was chosen. */
  'signing:send-otp': z.strictObject({}),
  'signing:complete-remote': z.strictObject({
    agreementId: identifier,
    /** Hash of the whole prepared document, as the browser checked it. */
    preparedSha256: sha256,
    pin: secret.optional(),
    otp: secret.optional(),
  }),
} as const;
