import { expect, test } from 'vitest';
import { ceremonySchemaVersion, parseCeremonyEvent } from '#ceremony/events';
import { evolve } from '#ceremony/evolve';
import { accepts, arrival, ceremonyStory, confirms, hashOf, MORNING } from '#support/ceremony-story';

const record = (which: string, device = 'phone') =>
  ({
    name: 'record-certificate',
    personId: 'ani',
    device: hashOf(device),
    certificateSha256: hashOf(which),
    serial: hashOf(`serial ${which}`).slice(0, 32),
    notAfter: '2022-01-18T00:00:00.000Z',
  }) as const;
const revoke = { name: 'revoke-certificate', personId: 'ani', reason: 'key-compromise', by: 'officer' } as const;

const enrolled = () => {
  const story = ceremonyStory();
  for (const command of [arrival('ani'), accepts('ani'), confirms('ani'), record('first')]) story.tell(command);
  return story;
};
const entry = (reason: string, which = 'first') => ({
  personId: 'ani',
  sha256: hashOf(which),
  serial: hashOf(`serial ${which}`).slice(0, 32),
  at: MORNING,
  reason,
});

test.each([
  [
    'the link is revoked',
    { name: 'revoke-link', personId: 'ani' },
    ['certificate-revoked', 'link-revoked'],
    'cessation',
  ],
  [
    'the person is removed',
    { name: 'remove-person', personId: 'ani', by: 'officer', reasonCommitment: hashOf('why') },
    ['person-removed', 'certificate-revoked', 'link-revoked'],
    'cessation',
  ],
  [
    'another device takes over',
    arrival('ani', 'laptop', true),
    ['certificate-revoked', 'person-arrived'],
    'superseded',
  ],
] as const)('[C180] [C9] [C12] [C58] the certificate is revoked when %s', (_, command, events, reason) => {
  const { tell, state } = enrolled();
  expect(tell(command)).toEqual(events);
  expect(state.people.get('ani')?.certificate).toBeNull();
  expect([...state.revokedCertificates.values()]).toEqual([entry(reason)]);
});

test('[C180] what was revoked stays revoked, and nothing is revoked where there is no certificate', () => {
  const { tell } = enrolled();
  tell(arrival('ani', 'laptop', true));
  expect(tell(arrival('ani', 'phone', true))).toEqual(['person-arrived']);
  tell(confirms('ani'));
  expect(tell(record('first'))).toBe('no-certificate');
  expect(tell(record('second'))).toEqual(['certificate-issued']);
});

test('[C181] an officer revokes it; identity is checked again before there is another', () => {
  const { tell, state } = enrolled();
  expect(tell({ ...revoke, personId: 'nobody' })).toBe('unknown-person');
  expect(tell(revoke)).toEqual(['certificate-revoked']);
  expect(tell({ ...revoke, reason: 'superseded' })).toEqual([]);
  expect(state.people.get('ani')).toMatchObject({ certificate: null, identity: { state: 'unconfirmed' } });
  expect([...state.revokedCertificates.values()]).toEqual([entry('key-compromise')]);
  expect(tell(record('second'))).toBe('identity-not-confirmed');
  tell(confirms('ani'));
  expect(tell(record('second'))).toEqual(['certificate-issued']);
});

test('[C182] another certificate revokes the former, and the identity that was checked stays confirmed', () => {
  const { tell, state } = enrolled();
  expect(tell(record('first'))).toEqual([]);
  expect(tell(record('second'))).toEqual(['certificate-issued', 'certificate-revoked']);
  expect(state.people.get('ani')).toMatchObject({
    certificate: { sha256: hashOf('second') },
    identity: { state: 'confirmed' },
  });
  expect([...state.revokedCertificates.values()]).toEqual([entry('superseded')]);
});

test('[C183] a certificate of an older ledger has no serial number, and is revoked without one', () => {
  const { tell, state } = enrolled();
  const { certificateSha256, device, notAfter } = record('old');
  const old = parseCeremonyEvent('certificate-issued', 1, { personId: 'ani', device, certificateSha256, notAfter });
  expect(ceremonySchemaVersion('certificate-issued')).toBe(2);
  evolve(state, old, MORNING);
  expect(tell(revoke)).toEqual(['certificate-revoked']);
  expect(state.revokedCertificates.get(hashOf('old'))?.serial).toBeNull();
});
