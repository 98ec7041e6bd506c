import { z } from 'zod';
import { besideTheChain } from './beside-the-chain.ts';
import type { LiveCeremony } from './live-ceremony.ts';
import { certificateOf, certificateSubject } from './people-data.ts';

// What stands beside the certificate of a signing service: with whose credential its key signs is the person's own affair.

const remoteSchema = z.object({
  der: z.base64(),
  remote: z.object({
    credentialId: z.string(),
    /** As the certificate names the person. */
    name: z.string(),
    /** base64 of DER, the root left out. */
    chain: z.array(z.base64()).readonly(),
    needs: z.object({ pin: z.boolean(), otp: z.boolean(), sendsOtp: z.boolean() }),
  }),
});

export type RemoteData = z.output<typeof remoteSchema>['remote'] & { readonly der: string };

/** Null where the person's certificate is none of a signing service, or was erased. */
export const remoteOf = (live: LiveCeremony, personId: string): RemoteData | null => {
  if (live.ceremony.people.get(personId)?.certificate?.certifiedBy == null) return null;
  const found = besideTheChain(live, certificateSubject(personId), remoteSchema);
  return found === null || certificateOf(live, personId) === null ? null : { ...found.remote, der: found.der };
};
