import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { forkLiveCeremony } from '#flow/fork-live-ceremony';
import { certificateOf, certificateSubject } from '#projections/people-data';
import { remoteOf } from '#projections/remote-data';
import { openFlowHouse } from '#support/flow-house';

test('[F49] nobody signs with a certificate beside the chain that is not the one the ledger names', async () => {
  await using house = await openFlowHouse();
  const live = forkLiveCeremony(house.line.committed);
  const person = live.ceremony.people.get('s-c1');
  if (person === undefined) throw new Error('s-c1 is not here.');
  const [own, other] = ['sertifikat contoh', 'sertifikat lain'].map((text) => Buffer.from(text));
  const sha256 = createHash('sha256').update(own!).digest('hex');
  const named = { device: 'd', sha256, serial: '01', notAfter: '2030-01-01T00:00:00Z' };
  const remote = { credentialId: 'c', name: 'n', chain: [], needs: { pin: true, otp: false, sendsOtp: false } };
  const standing = (bytes: Buffer | undefined, certifiedBy: string | null) => {
    const der = bytes?.toString('base64') ?? '';
    live.ceremony.people.set('s-c1', { ...person, certificate: { ...named, certifiedBy } });
    live.personal.set(certificateSubject('s-c1'), { salt: '', data: { der, remote } });
    return { der, found: [certificateOf(live, 's-c1'), remoteOf(live, 's-c1')?.der ?? null] };
  };
  const good = standing(own, 'PSrE Contoh');
  expect(good.found).toEqual([good.der, good.der]);
  expect(standing(other, 'PSrE Contoh').found).toEqual([null, null]);
  expect(standing(other, null).found).toEqual([null, null]);
});
