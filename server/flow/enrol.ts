import { createHash } from 'node:crypto';
import { isRefusal, refuse } from '#contract/refusal';
import type { SlowHandler } from './act.ts';
import { askCeremony } from './ask-ceremony.ts';
import { forPaper } from '#projections/beside-the-chain';
import { organisationOf } from '#projections/party-data';
import { certificateSubject, nameOf } from '#projections/people-data';

/**
 * A certificate for this person on this device (C12, C13). Its name is personal data: the DER stands beside the
 * chain, the event names its hash.
 */
export const enrol: SlowHandler<'signing:enrol'> = async (act, { csr }) => {
  const { person, device, live, now, tools } = act;
  // Asked before the authority works: nobody gets a certificate who may not have one.
  if (person.identity.state !== 'confirmed') {
    return refuse('identity-not-confirmed', 'An officer has to confirm you first.');
  }
  const issued = await tools.authority.issue({
    csr: new Uint8Array(Buffer.from(csr, 'base64')),
    name: nameOf(forPaper(live), person.personId),
    role: person.position.id,
    organisation: organisationOf(forPaper(live), person),
    personId: person.personId,
    deviceId: device,
    now,
  });
  if (isRefusal(issued)) return issued;
  const proposal = askCeremony(act, {
    name: 'record-certificate',
    personId: person.personId,
    device,
    certificateSha256: createHash('sha256').update(issued.certificate).digest('hex'),
    serial: issued.serialNumber.toLowerCase(),
    notAfter: issued.notAfter.toISOString(),
  });
  if (isRefusal(proposal)) return proposal;
  return {
    ...proposal,
    personal: [
      {
        subject: certificateSubject(person.personId),
        salt: '',
        data: { der: Buffer.from(issued.certificate).toString('base64') },
      },
    ],
  };
};
