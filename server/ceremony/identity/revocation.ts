import type { RevocationReason } from '#contract/constants';
import type { CeremonyEvent } from '../events.ts';
import type { Person } from '../people/state.ts';

/** C180: what is said whenever a person's certificate stops being theirs; nothing where there is none. */
export const revocationOf = (
  { personId, certificate }: Person,
  reason: RevocationReason,
  by: string | null,
  now: string,
): readonly CeremonyEvent[] =>
  certificate === null
    ? []
    : [
        {
          type: 'certificate-revoked',
          data: {
            personId,
            certificateSha256: certificate.sha256,
            serial: certificate.serial,
            reason,
            by,
            revokedAt: now,
          },
        },
      ];
