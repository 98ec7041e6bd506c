import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrive, type Guest } from '#support/guest';
import { openHouse, type House } from '#support/house';

// What an officer, or a guest, can do who means harm with nothing but what is theirs.

let house: House;
let director: Guest;
let protocol: Guest;
let legal: Guest;
let delegation: Guest;

beforeAll(async () => {
  house = await openHouse();
  [director, protocol, legal, delegation] = (await Promise.all(
    (['director', 'protocol', 'legal', 'd-62'] as const).map((id) => arrive(house, house.link(id))),
  )) as [Guest, Guest, Guest, Guest];
  await director.must('ceremony:open', {});
});
afterAll(() => house[Symbol.asyncDispose]());

test('[C53] protocol gets no link of those who run the ceremony, and puts none of them out', async () => {
  for (const personId of ['director', 'legal']) {
    expect(await protocol.refusal('link:reissue', { personId })).toBe('not-allowed');
    expect(await protocol.refusal('link:revoke', { personId })).toBe('not-allowed');
    expect(await protocol.refusal('person:remove', { personId, reason: 'Mengambil alih' })).toBe('not-allowed');
  }
  const president = {
    personId: 'president-2',
    role: 'principal',
    partyId: null,
    name: 'Contoh Palsu',
    spokenName: 'Contoh',
    position: { id: 'Jabatan', en: 'Position' },
    organisation: 'Lembaga Contoh',
    representing: null,
    rank: 1,
    region: null,
    officials: 0,
  } as const;
  expect(await protocol.refusal('person:invite', president)).toBe('not-allowed');
  expect(await protocol.refusal('link:reissue', { personId: 'mc' })).toBe('accepted');
  expect(await director.refusal('link:reissue', { personId: 'mc' })).toBe('accepted');
});

test('[C145] the words about a custodian who was removed are nowhere any more', async () => {
  const words = { name: 'Kepala Contoh', institution: 'Arsip Contoh', email: 'arsip@contoh.example' };
  await legal.must('custodian:name', { custodianId: 'arsip', ...words });
  expect([...(await house.store.personal('small')).keys()]).toContain('custodian/arsip');
  await legal.must('custodian:remove', { custodianId: 'arsip' });
  expect([...(await house.store.personal('small')).keys()]).not.toContain('custodian/arsip');
});

test('[C148] a name that was entered again after the erasure is erased, too', async () => {
  await director.must('link:revoke', { personId: 's-u2' });
  const erase = { personId: 's-u2', reason: 'asked' } as const;
  for (const agreementId of ['a2', 'a4']) await legal.refusal('agreement:void', { agreementId, reason: 'Mundur' });
  await protocol.must('person:erase', erase);
  expect(await protocol.refusal('person:erase', erase)).toBe('already-erased');
  const again = { personId: 's-u2', name: 'Nama Kembali', spokenName: 'Nama', reason: null };
  await protocol.must('name:correct', again);
  await protocol.must('person:erase', { ...erase, reason: 'entered-by-mistake' });
  expect([...(await house.store.personal('small')).keys()]).not.toContain('person/s-u2');
});

test('[C115] a delegation that lists its officials without end is told that it is too fast', async () => {
  const answers = [];
  for (let count = 0; count < 7; count += 1) {
    answers.push(await delegation.refusal('delegation:list', { personId: null, officials: [] }));
  }
  expect(answers).toEqual([...Array<string>(5).fill('accepted'), 'too-fast', 'too-fast']);
});

/** The status of an answer to an upload whose bytes never come. */
const announcing = (guest: Guest): Promise<number | 'waits'> =>
  new Promise((resolve, reject) => {
    const { ceremonyId, person } = guest.session;
    const upload = request(
      `${house.url}/api/c/${ceremonyId}/${person.personId}/agreements/a1/paper`,
      {
        method: 'POST',
        headers: {
          origin: house.url,
          cookie: [...guest.jar].map(([name, value]) => `${name}=${value}`).join('; '),
          'content-length': 4 * 1024 * 1024,
        },
      },
      (answer) => {
        resolve(answer.statusCode ?? 0);
        upload.destroy();
      },
    );
    upload.on('error', reject);
    upload.write('%PDF-');
    setTimeout(() => {
      resolve('waits');
      upload.destroy();
    }, 1_000);
  });

test('[H14] nothing of a scan is read from anybody but a legal officer', async () => {
  expect(await announcing(delegation)).toBe(403);
  expect(await announcing(protocol)).toBe(403);
  expect(await announcing(legal)).toBe('waits');
});
