import { expect, test } from 'vitest';
import { accepts, arrival, ceremonyStory, hashOf } from '#support/ceremony-story';

const certificate = (personId: string, device = 'phone', which = 'certificate') =>
  ({
    name: 'record-certificate',
    personId,
    device: hashOf(device),
    certificateSha256: hashOf(which),
    serial: '4a01',
    notAfter: '2022-01-18T00:00:00.000Z',
  }) as const;
const confirm = (personId: string, seenOnVideo = true, device = 'phone') =>
  ({ name: 'confirm-identity', personId, officer: 'officer', seenOnVideo, device: hashOf(device) }) as const;
const issue = (personId: string, code: string, expiresAt = '2021-01-18T02:15:00.000Z') =>
  ({ name: 'issue-code', personId, officer: 'officer', codeHash: hashOf(code), expiresAt }) as const;
const enter = (personId: string, code: string) => ({ name: 'enter-code', personId, codeHash: hashOf(code) }) as const;

test('[C8] only the newest link counts, until it expires', () => {
  const { tell } = ceremonyStory();
  expect(tell(arrival('nobody'))).toBe('unknown-person');
  expect(tell(arrival('ani'), '2021-03-01T00:00:00.000Z')).toBe('link-expired');
  expect(tell({ name: 'reissue-link', personId: 'ani', expiresAt: '2021-04-01T00:00:00.000Z' })).toEqual([
    'link-reissued',
  ]);
  expect(tell(arrival('ani'))).toBe('link-revoked');
  expect(tell({ ...arrival('ani'), serial: 2 } as never, '2021-03-02T00:00:00.000Z')).toEqual(['person-arrived']);
});

test('[C9] revoking a link takes device, identity and certificate with it, and leaves the stage', () => {
  const { tell, state } = ceremonyStory();
  tell(arrival('ani'));
  tell(accepts('ani'));
  tell(confirm('ani'));
  tell(certificate('ani'));
  tell({ name: 'call-to-stage', personId: 'ani', connected: true });
  tell({ name: 'revoke-link', personId: 'ani' });
  expect(state.people.get('ani')).toMatchObject({
    device: null,
    identity: { state: 'unconfirmed' },
    certificate: null,
    link: { state: 'revoked' },
  });
  expect(state.stage).toEqual([]);
  expect(tell(arrival('ani'))).toBe('link-revoked');
});

test('[C10] what is accepted is the notice that stands now', () => {
  const { tell } = ceremonyStory();
  expect(tell({ ...accepts('ani'), noticeVersion: 'v0' } as never)).toBe('notice-outdated');
  expect(tell(accepts('ani'))).toEqual(['notice-accepted']);
  expect(tell(accepts('ani'))).toEqual([]);
});

test('[C11] a second device takes over only after a word of confirmation', () => {
  const { tell, state } = ceremonyStory();
  expect(tell(arrival('ani', 'phone'))).toEqual(['person-arrived']);
  expect(tell(arrival('ani', 'phone'))).toEqual([]);
  expect(tell(arrival('ani', 'laptop'))).toBe('other-device');
  expect(tell(arrival('ani', 'laptop', true))).toEqual(['person-arrived']);
  expect(state.people.get('ani')?.device).toBe(hashOf('laptop'));
});

test('[C12] on another device identity and certificate are earned again', () => {
  const { tell, state } = ceremonyStory();
  tell(arrival('ani'));
  tell(confirm('ani'));
  tell(certificate('ani'));
  tell(arrival('ani', 'laptop', true));
  expect(state.people.get('ani')).toMatchObject({ identity: { state: 'unconfirmed' }, certificate: null });
  expect(tell(certificate('ani', 'laptop'))).toBe('identity-not-confirmed');
  tell(confirm('ani', true, 'laptop'));
  expect(tell(certificate('ani', 'phone'))).toBe('identity-not-confirmed');
  expect(tell(certificate('ani', 'laptop'))).toBe('no-certificate');
  expect(tell(certificate('ani', 'laptop', 'another'))).toEqual(['certificate-issued']);
});

test('[C12] on another device nobody stands on stage until they are called again', () => {
  const { tell, state } = ceremonyStory();
  tell(arrival('ani'));
  tell(accepts('ani'));
  tell({ name: 'call-to-stage', personId: 'ani', connected: true });
  expect(tell(arrival('ani'))).toEqual([]);
  expect(state.stage).toEqual(['ani']);
  tell(arrival('ani', 'laptop', true));
  expect(state.stage).toEqual([]);
});

test('[C13] a link alone never earns a certificate', () => {
  const { tell } = ceremonyStory();
  tell(arrival('ani'));
  tell(accepts('ani'));
  expect(tell(certificate('ani'))).toBe('identity-not-confirmed');
  tell(issue('ani', '12345678'));
  expect(tell(certificate('ani'))).toBe('identity-not-confirmed');
});

test('[C14] confirmed on video means that there was a live picture, of the device that is theirs', () => {
  const { tell } = ceremonyStory();
  expect(tell(confirm('ani'))).toBe('not-connected');
  tell(arrival('ani'));
  expect(tell(confirm('ani', false))).toBe('not-connected');
  expect(tell(confirm('ani', true, 'laptop'))).toBe('other-device');
  expect(tell(confirm('ani'))).toEqual(['identity-confirmed']);
});

test('[C15] a code confirms only the person for whom it was issued, until it expires', () => {
  const { tell, state } = ceremonyStory();
  tell(arrival('ani'));
  tell(arrival('budi', 'other'));
  tell(issue('ani', '12345678'));
  expect(tell(enter('budi', '12345678'))).toBe('code-not-issued');
  expect(tell(enter('ani', '12345678'), '2021-01-18T02:15:00.000Z')).toBe('code-expired');
  expect(tell(enter('ani', '12345678'))).toEqual(['identity-confirmed']);
  expect(state.people.get('ani')?.identity).toMatchObject({ state: 'confirmed', method: 'code', officer: 'officer' });
});

test('[C16] five wrong codes spend a code, and a new one starts afresh', () => {
  const { tell } = ceremonyStory();
  tell(arrival('ani'));
  tell(issue('ani', '12345678'));
  for (let tries = 0; tries < 5; tries += 1) expect(tell(enter('ani', '0'))).toEqual(['identity-code-failed']);
  expect(tell(enter('ani', '12345678'))).toBe('code-exhausted');
  tell(issue('ani', '87654321'));
  expect(tell(enter('ani', '12345678'))).toEqual(['identity-code-failed']);
  expect(tell(enter('ani', '87654321'))).toEqual(['identity-confirmed']);
});

test('[C17] identity is confirmed once, and who, how and when are recorded', () => {
  const { tell, state } = ceremonyStory();
  tell(arrival('ani'));
  tell(confirm('ani'));
  expect(state.people.get('ani')?.identity).toEqual({
    state: 'confirmed',
    method: 'video',
    officer: 'officer',
    at: '2021-01-18T02:00:00.000Z',
  });
  expect(tell(confirm('ani'))).toBe('identity-already-confirmed');
  expect(tell(issue('ani', '12345678'))).toBe('identity-already-confirmed');
  expect(tell(enter('ani', '12345678'))).toBe('identity-already-confirmed');
});

test('[C18] nobody is called to the stage who has not accepted the notice or is not connected', () => {
  const { tell } = ceremonyStory();
  tell(arrival('ani'));
  expect(tell({ name: 'call-to-stage', personId: 'ani', connected: true })).toBe('notice-not-accepted');
  tell(accepts('ani'));
  expect(tell({ name: 'call-to-stage', personId: 'ani', connected: false })).toBe('not-connected');
  expect(tell({ name: 'call-to-stage', personId: 'ani', connected: true })).toEqual(['stage-called']);
});

test('[C19] the stage holds six, each once', () => {
  const { tell, state } = ceremonyStory();
  const people = ['ani', 'budi', 'c', 'd', 'e', 'f', 'g'];
  for (const personId of people) {
    tell(arrival(personId, personId));
    tell(accepts(personId));
  }
  for (const personId of people.slice(0, 6)) tell({ name: 'call-to-stage', personId, connected: true });
  expect(state.stage).toEqual(people.slice(0, 6));
  expect(tell({ name: 'call-to-stage', personId: 'g', connected: true })).toBe('stage-full');
  expect(tell({ name: 'call-to-stage', personId: 'ani', connected: true })).toBe('already-on-stage');
  expect(tell({ name: 'send-back', personId: 'budi' })).toEqual(['stage-left']);
  expect(tell({ name: 'send-back', personId: 'budi' })).toBe('not-on-stage');
  expect(state.stage).toEqual(['ani', 'c', 'd', 'e', 'f']);
});

test('[C20] clearing the stage sends everyone back at once', () => {
  const { tell, state } = ceremonyStory();
  expect(tell({ name: 'clear-stage' })).toEqual([]);
  for (const personId of ['ani', 'budi']) {
    tell(arrival(personId, personId));
    tell(accepts(personId));
    tell({ name: 'call-to-stage', personId, connected: true });
  }
  expect(tell({ name: 'clear-stage' })).toEqual(['stage-cleared']);
  expect(state.stage).toEqual([]);
});

const see = (personId: string, device = 'phone', officer = 'officer') =>
  ({ name: 'confirm-in-person', personId, officer, device: hashOf(device), method: 'document' }) as const;

test('[C17] nobody confirms themselves, on video or by a code', () => {
  const { tell, state } = ceremonyStory();
  tell(arrival('officer'));
  expect(tell(issue('officer', 'one'))).toBe('not-allowed');
  expect(tell(confirm('officer'))).toBe('not-allowed');
  expect(state.people.get('officer')?.identity.state).toBe('unconfirmed');
});

test('[C61] face to face an officer confirms the device in the person’s hands, and never themselves', () => {
  const { tell, state } = ceremonyStory();
  expect(tell(see('ani'))).toBe('not-connected');
  tell(arrival('ani'));
  tell(arrival('officer'));
  expect(tell(see('ani', 'laptop'))).toBe('other-device');
  expect(tell(see('officer'))).toBe('not-allowed');
  expect(tell(see('ani'))).toEqual(['identity-confirmed']);
  expect(tell(see('ani'))).toBe('identity-already-confirmed');
  expect(state.people.get('ani')?.identity).toMatchObject({ method: 'document', officer: 'officer' });
  expect(tell(certificate('ani'))).toEqual(['certificate-issued']);
});
