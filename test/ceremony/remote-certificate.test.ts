import { expect, test } from 'vitest';
import { accepts, arrival, ceremonyStory, hashOf, confirms } from '#support/ceremony-story';

const remote = (which = 'theirs', device = 'phone') =>
  ({
    name: 'record-remote-certificate',
    personId: 'ani',
    device: hashOf(device),
    certificateSha256: hashOf(which),
    issuer: 'PSrE Contoh',
    notAfter: '2022-01-18T00:00:00.000Z',
  }) as const;
const own = {
  name: 'record-certificate',
  personId: 'ani',
  device: hashOf('phone'),
  certificateSha256: hashOf('ours'),
  serial: '4a01',
  notAfter: '2022-01-18T00:00:00.000Z',
} as const;

const identified = () => {
  const story = ceremonyStory();
  for (const command of [arrival('ani'), accepts('ani'), confirms('ani')]) story.tell(command);
  return story;
};

test('[C220] a certificate of a signing service is recorded for who was confirmed, on that device, with its issuer', () => {
  const { tell, state } = ceremonyStory();
  tell(arrival('ani'));
  tell(accepts('ani'));
  expect(tell(remote())).toBe('identity-not-confirmed');
  tell(confirms('ani'));
  expect(tell(remote('theirs', 'laptop'))).toBe('identity-not-confirmed');
  expect(tell(remote())).toEqual(['remote-certificate-recorded']);
  expect(tell(remote())).toEqual([]);
  expect(state.people.get('ani')?.certificate).toMatchObject({
    sha256: hashOf('theirs'),
    certifiedBy: 'PSrE Contoh',
    serial: null,
  });
});

test('[C221] one of ours that is laid down is revoked, one of another issuer only stops being used', () => {
  const { tell, state } = identified();
  tell(own);
  expect(tell(remote())).toEqual(['remote-certificate-recorded', 'certificate-revoked']);
  expect([...state.revokedCertificates.keys()]).toEqual([hashOf('ours')]);
  expect(state.people.get('ani')?.identity.state).toBe('confirmed');
  expect(tell(remote('another'))).toEqual(['remote-certificate-recorded']);
  expect(tell({ ...own, certificateSha256: hashOf('ours again') })).toEqual(['certificate-issued']);
  expect(state.people.get('ani')?.certificate?.certifiedBy).toBeNull();
});

test('[C222] it is taken up again after another device, but not after its key may be in other hands', () => {
  const { tell, state } = identified();
  tell(remote());
  expect(tell(arrival('ani', 'laptop', true))).toEqual(['certificate-revoked', 'person-arrived']);
  tell(accepts('ani'));
  tell(confirms('ani', 'laptop'));
  expect(tell(remote('theirs', 'laptop'))).toEqual(['remote-certificate-recorded']);
  expect(state.revokedCertificates.has(hashOf('theirs'))).toBe(false);
  tell({ name: 'revoke-certificate', personId: 'ani', reason: 'key-compromise', by: 'officer' });
  expect(state.people.get('ani')?.certificate).toBeNull();
  tell(confirms('ani', 'laptop'));
  expect(tell(remote('theirs', 'laptop'))).toBe('remote-unusable');
});
