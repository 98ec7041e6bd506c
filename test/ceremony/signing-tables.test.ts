import { expect, test } from 'vitest';
import { tableAt } from '#ceremony/signing-tables/state';
import { isAdmitted } from '#ceremony/lobby/state';
import { accepts, arrival, ceremonyStory, hashOf, MORNING } from '#support/ceremony-story';

const open = (tableId = 't1') => ({ name: 'open-table', tableId, title: 'Meja 1', by: 'officer' }) as const;
const join = (serial = 1, device = 'tablet', tableId = 't1') =>
  ({ name: 'join-table', tableId, serial, device: hashOf(device) }) as const;
const call = (personId: string, changes: object = {}) =>
  ({
    name: 'call-to-table',
    tableId: 't1',
    personId,
    officer: 'officer',
    method: 'document',
    signs: true,
    codeHash: hashOf(`code of ${personId}`),
    expiresAt: '2021-01-18T02:15:00.000Z',
    ...changes,
  }) as const;
const sit = (personId: string, device = `seat of ${personId}`, tablet = 'tablet') =>
  ({
    name: 'sit-down',
    tableId: 't1',
    tablet: hashOf(tablet),
    codeHash: hashOf(`code of ${personId}`),
    device: hashOf(device),
  }) as const;
const leave = { name: 'leave-table', tableId: 't1', reason: 'handed-over', devices: null } as const;
const certify = (personId: string, device = `seat of ${personId}`) =>
  ({
    name: 'record-certificate',
    personId,
    device: hashOf(device),
    certificateSha256: hashOf(`certificate of ${device}`),
    serial: hashOf(device).slice(0, 32),
    notAfter: '2022-01-18T00:00:00.000Z',
  }) as const;

const helper = (commitment: string | null) =>
  ({ name: 'name-helper', personId: 'ani', by: 'officer', commitment }) as const;

const hall = () => {
  const story = ceremonyStory(undefined, { director: 'director', officer: 'protocol' });
  for (const command of [{ name: 'open-ceremony' } as const, open(), join()]) story.tell(command);
  return story;
};
const SAT_DOWN = ['person-arrived', 'identity-confirmed', 'table-seated'];

test('[C204] a word of an earlier sitting that comes late ends nobody else’s', () => {
  const { tell } = hall();
  tell(call('ani'));
  tell(sit('ani'));
  const late = { ...leave, devices: [hashOf('seat of ani')] };
  expect(tell(late)).toEqual(['table-left']);
  expect(tell(late)).toEqual([]);
  tell(call('budi'));
  tell(sit('budi'));
  expect(tell(late)).toEqual([]);
  expect(tell({ ...late, devices: [hashOf('seat of budi'), hashOf('seat of ani')] })).toEqual(['table-left']);
});

test("[C200] a table's link is for one tablet, and a new one ends tablet and sitting", () => {
  const { tell, state } = hall();
  expect(tell(join())).toEqual([]);
  expect(tell(join(1, 'another'))).toBe('other-device');
  tell(call('ani'));
  expect(tell(sit('ani'))).toEqual(SAT_DOWN);
  expect(tell(open())).toEqual(['table-left', 'table-opened']);
  expect(tell(join())).toBe('link-revoked');
  expect(tell(join(2, 'another'))).toEqual(['table-joined']);
  expect(tell({ name: 'close-table', tableId: 't1', by: 'officer' })).toEqual(['table-closed']);
  expect(tell({ name: 'close-table', tableId: 't1', by: 'officer' })).toEqual([]);
  expect([tell(join(2, 'another')), tell(call('ani')), tell(sit('ani'))]).toEqual(Array(3).fill('unknown-table'));
  expect(state.people.get('ani')?.device).toBeNull();
});

test('[C201] an officer calls whom they see: no one themselves, none who runs it, none who signs nothing', () => {
  const { tell } = hall();
  expect(tell(call('officer'))).toBe('not-allowed');
  expect(tell(call('director'))).toBe('not-allowed');
  expect(tell(call('ani', { signs: false }))).toBe('not-a-signatory');
  expect(tell(call('nobody'))).toBe('unknown-person');
  tell({ name: 'revoke-link', personId: 'budi' });
  expect(tell(call('budi'))).toBe('link-revoked');
  tell(open('t2'));
  expect(tell(call('ani', { tableId: 't2' }))).toBe('not-connected');
  expect(tell(call('ani'))).toEqual(['table-called']);
});

test('[C202] one after another; a newer call takes the place of the one before', () => {
  const { tell } = hall();
  tell(call('ani'));
  tell(call('budi'));
  expect(tell(sit('ani'))).toEqual(['table-code-failed']);
  expect(tell(sit('budi'))).toEqual(SAT_DOWN);
  expect(tell(call('ani'))).toBe('table-taken');
  expect(tell(leave)).toEqual(['table-left']);
  expect(tell(leave)).toEqual([]);
  expect(tell(call('ani'))).toEqual(['table-called']);
});

test('[C203] [C12] sitting down is arriving with a device made for it, identified as the officer said', () => {
  const { tell, state } = hall();
  tell(arrival('ani'));
  tell({ name: 'confirm-identity', personId: 'ani', officer: 'officer', device: hashOf('phone'), seenOnVideo: true });
  tell(certify('ani', 'phone'));
  tell(call('ani', { method: 'known-in-person' }));
  expect(tell(sit('ani', 'seat', 'phone'))).toBe('taken-over');
  expect(tell(sit('ani'))).toEqual(['certificate-revoked', ...SAT_DOWN]);
  const ani = state.people.get('ani');
  expect(ani).toMatchObject({
    device: hashOf('seat of ani'),
    identity: { state: 'confirmed', method: 'known-in-person', officer: 'officer' },
    certificate: null,
  });
  expect(tableAt(state, 'ani', hashOf('seat of ani'))?.tableId).toBe('t1');
  expect(tableAt(state, 'ani', hashOf('phone'))).toBeNull();
  expect(tell(certify('ani'))).toEqual(['certificate-issued']);
});

test('[C203] nobody sits down before the ceremony is open, or after', () => {
  const { tell } = ceremonyStory();
  for (const command of [open(), join(), call('ani')]) tell(command);
  expect(tell(sit('ani'))).toBe('wrong-phase');
});

test('[C204] [C180] with the sitting go certificate, device, identity, notice and helper', () => {
  const { tell, state } = hall();
  tell(call('ani'));
  for (const command of [sit('ani'), accepts('ani'), certify('ani')]) tell(command);
  tell(helper(hashOf('helper')));
  expect(tell(leave)).toEqual(['certificate-revoked', 'table-left']);
  expect(state.people.get('ani')).toMatchObject({
    device: null,
    certificate: null,
    helper: null,
    noticeVersion: null,
    identity: { state: 'unconfirmed' },
  });
  expect([...state.revokedCertificates.values()]).toMatchObject([{ personId: 'ani', reason: 'cessation' }]);
  expect(tell(certify('ani'))).toBe('identity-not-confirmed');
  // Their own link opens on their own device without a word: no other holds it.
  expect(tell(arrival('ani'))).toEqual(['person-arrived']);
});

test('[C204] whoever arrives elsewhere, or loses the link, has risen', () => {
  const { tell, state } = hall();
  tell(call('ani'));
  tell(sit('ani'));
  tell(arrival('ani', 'phone', true));
  expect(state.signingTables.get('t1')?.seat).toBeNull();
  tell(call('budi'));
  tell(sit('budi'));
  tell({ name: 'revoke-link', personId: 'budi' });
  expect(state.signingTables.get('t1')?.seat).toBeNull();
});

test('[C205] whom an officer called waits in no lobby, but whoever was sent back does', () => {
  const { tell, state } = hall();
  tell({ name: 'set-admission', admission: 'manual', by: 'officer' });
  tell(call('ani'));
  tell(sit('ani'));
  expect(tell(accepts('ani'))).toEqual(['notice-accepted', 'person-admitted']);
  const ani = state.people.get('ani');
  expect(ani !== undefined && isAdmitted(ani)).toBe(true);
  tell(leave);
  tell({ name: 'send-to-lobby', personId: 'budi', by: 'officer' });
  tell(call('budi'));
  tell(sit('budi'));
  expect(tell(accepts('budi'))).toEqual(['notice-accepted']);
});

test('[C206] a code is spent by five wrong ones, by its time, and by its use', () => {
  const { tell } = hall();
  expect(tell(sit('ani'))).toBe('code-not-issued');
  tell(call('ani'));
  for (let count = 0; count < 5; count += 1) expect(tell(sit('guess'))).toEqual(['table-code-failed']);
  expect(tell(sit('ani'))).toBe('code-exhausted');
  tell(call('ani'));
  expect(tell(sit('ani'), '2021-01-18T02:15:00.000Z')).toBe('code-expired');
  expect(tell(sit('ani'))).toEqual(SAT_DOWN);
  tell(leave);
  expect(tell(sit('ani'))).toBe('code-not-issued');
});

test('[C208] [C209] a helper is named for whoever is here, changed, and gone with the device', () => {
  const { tell, state } = hall();
  expect(tell(helper(hashOf('one')))).toBe('not-connected');
  tell(arrival('ani'));
  expect(tell(helper(null))).toEqual([]);
  expect(tell(helper(hashOf('one')))).toEqual(['helper-named']);
  expect(tell(helper(hashOf('one')))).toEqual([]);
  expect(tell(helper(hashOf('two')))).toEqual(['helper-named']);
  expect(state.people.get('ani')?.helper).toEqual({ by: 'officer', commitment: hashOf('two') });
  tell(arrival('ani', 'laptop', true), MORNING);
  expect(state.people.get('ani')?.helper).toBeNull();
});
