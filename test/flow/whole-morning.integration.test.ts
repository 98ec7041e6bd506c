import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { RootReceipt } from '#contract/views/record';
import { arrive, type Guest } from '#support/guest';
import { openHouse, type House } from '#support/house';
import type { SmallCeremony, SmallRow } from '#support/small-ceremony';

const PEOPLE = [
  'director',
  'protocol',
  'legal',
  'mc',
  'minister',
  'president',
  'ajudan',
  's-c1',
  's-u1',
  's-c2',
  'd-62',
];

/** Two waves, three agreements more than nothing: one is signed, one stays, one is signed on paper. */
const morning = (ceremony: SmallCeremony): void => {
  ceremony.head['waves'] = [1, 2].map((wave) => ({ wave, title: { id: `Gelombang ${wave}`, en: `Wave ${wave}` } }));
  const [, , signatory] = ceremony.people;
  const like = (id: string, role: string): SmallRow => ({
    ...signatory,
    id,
    role,
    name: `Nama ${id}`,
    organisation: 'Lembaga Contoh',
    party: '',
  });
  ceremony.people.push(like('president', 'principal'), like('ajudan', 'aide'));
  const [first, second] = ceremony.agreements;
  const numbers = { company_number: '3/2021', umkm_number: '3/2021' };
  const third = { ...first, ...numbers, id: 'a3', number: '003', kind: 'pre-contract' } as SmallRow;
  ceremony.agreements = [first as SmallRow, second as SmallRow, third];
};

/** The beginning of a JPEG; what a scanner gives is kept as it came. */
const SCAN = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('hasil pindai contoh')]);

const identify = async (protocol: Guest, guest: Guest): Promise<void> => {
  const issued = await protocol.command('identity:issue-code', { personId: guest.session.person.personId });
  await guest.must('identity:enter-code', { code: issued.ok ? (issued.reply?.code ?? '') : '' });
  await guest.enrol();
};

const bringScan = async (house: House, legal: Guest, agreementId: string): Promise<string> => {
  const { ceremonyId, person } = legal.session;
  const response = await fetch(`${house.url}/api/c/${ceremonyId}/${person.personId}/agreements/${agreementId}/paper`, {
    method: 'POST',
    headers: {
      'content-type': 'image/jpeg',
      origin: house.url,
      cookie: [...legal.jar].map(([name, value]) => `${name}=${value}`).join('; '),
    },
    body: SCAN,
  });
  expect(response.status, await response.clone().text()).toBe(200);
  return createHash('sha256').update(SCAN).digest('hex');
};

test('[C3] [C141] [C144] from the first guest to sealed minutes, by commands alone', async () => {
  await using house = await openHouse({ change: morning });
  const guests = Object.fromEntries(
    await Promise.all(PEOPLE.map(async (personId) => [personId, await arrive(house, house.link(personId))] as const)),
  );
  const of = (personId: string): Guest => guests[personId] as Guest;
  const [director, protocol, legal] = [of('director'), of('protocol'), of('legal')];
  const eventTypes = async (): Promise<readonly string[]> =>
    (await house.store.read('small', 0, 10_000)).map(({ type }) => type);

  // A signatory's link names the company or UMKM for which they come.
  expect(house.link('s-c1').organisation).toBe('Contoh c1');

  // Before: proofs and documents, custodians, scenes, the drill that nobody hopes for.
  await legal.must('agreement:make-proof', { agreementId: 'a1' });
  for (const agreementId of ['a1', 'a2', 'a3']) await legal.must('agreement:make-ready', { agreementId });
  await legal.must('custodian:name', { custodianId: 'anri', name: 'Arsip', institution: 'Arsip Contoh', email: null });
  const slate = { sceneId: 'slate', title: { id: 'Jeda', en: 'Pause' }, kind: 'slate', text: null } as const;
  const single = { sceneId: 'one', title: { id: 'Satu', en: 'One' }, kind: 'single', slots: [null] } as const;
  for (const scene of [slate, single]) await director.must('scene:define', { scene });
  await director.must('drill:plan', { seconds: 10, deputyId: 'minister', hallId: null });

  // Admission: those who wait are let in, the delegation answers and lists who is with it.
  await director.must('ceremony:open', {});
  await of('d-62').must('delegation:list', {
    personId: null,
    officials: [{ name: "Nur'aini Contoh", position: 'Kepala DPMPTSP' }],
  });
  await protocol.must('roll-call:start', {});
  await of('d-62').must('roll-call:answer', {});
  const attendance = await director.until('attendance', ({ answered }) => answered === 1);
  expect(attendance.provinces['62']).toEqual({ answered: 1, of: 1 });
  await protocol.must('roll-call:finish', {});
  await protocol.must('holding:enter', { personId: 'president' });
  for (const personId of ['s-c1', 's-u1', 's-c2', 'minister']) await identify(protocol, of(personId));

  // Live: the rundown, the stage, the principal's line lost and found.
  await director.must('ceremony:go-live', {});
  await director.must('rundown:cue', { itemId: 'opening' });
  await director.must('rundown:start', { itemId: 'opening' });
  await director.must('stage:invite', { personId: 'president' });
  await director.must('stage:call', { personId: 'president' });
  await director.must('scene:preview', { sceneId: 'one' });
  await director.must('scene:take', { transition: 'cut' });
  await director.must('lower-third:show', { personId: 'president' });
  await of('d-62').until('stage', ({ scene, lowerThird }) => scene?.sceneId === 'one' && lowerThird !== null);
  await director.must('drill:start', { to: 'slate' });
  await of('d-62').until('stage', ({ scene }) => scene?.layout.kind === 'slate');
  await director.must('drill:second-line', { telephone: true });
  expect(await director.refusal('drill:deputy-acts', {})).toBe('deputy-too-early');
  await director.must('drill:end', {});
  await of('d-62').must('hand:raise', {});
  await director.must('hand:call', { personId: 'd-62' });
  await of('d-62').must('question:ask', { text: 'Bagaimana UMKM di Kalimantan ikut?' });
  await director.must('announcement:make', { text: { id: 'Mohon berdiri.', en: 'Please rise.' } });

  // Signing: one agreement by all, one left, one moved and signed on paper.
  await director.must('rundown:start', { itemId: 'signing-1' });
  await director.must('session:open', { wave: 1, minutes: 10 });
  await director.must('session:extend', { wave: 1, minutes: 5 });
  for (const personId of ['s-c1', 's-u1', 'minister']) {
    await of(personId).consent('a1');
    expect(await of(personId).sign('a1')).toMatchObject({ ok: true });
  }
  await of('s-c2').consent('a2');
  expect(await of('s-c2').sign('a2')).toMatchObject({ ok: true });
  await director.must('session:move', { agreementIds: ['a3'], toWave: 2 });
  await director.must('session:close', { wave: 1 });
  expect(await of('s-u1').refusal('signing:prepare', { agreementId: 'a3' })).toBe('session-not-open');
  const sha256 = await bringScan(house, legal, 'a3');
  await legal.must('agreement:sign-on-paper', { agreementId: 'a3', sha256, signedOn: '2021-01-18' });
  await expect.poll(eventTypes, { timeout: 15_000 }).toContain('agreement-sealed');
  await expect.poll(eventTypes, { timeout: 15_000 }).toContain('checkpoint-made');
  const figures = await director.until('figures', ({ kinds }) => kinds.contract.signed === 1);
  expect(figures.kinds['pre-contract']).toMatchObject({ count: 1, signed: 0, paper: 1 });

  // The inauguration, and the end.
  await director.must('inauguration:arm', {});
  expect(await of('minister').refusal('inauguration:press', {})).not.toBe('accepted');
  await of('president').must('inauguration:press', {});
  await of('d-62').until('stage', ({ inauguration }) => inauguration !== null);
  await director.must('ceremony:close', {});
  expect(await director.refusal('stage:call', { personId: 'minister' })).toBe('wrong-phase');
  await director.until('stage', ({ phase }) => phase === 'closed');
  const types = await eventTypes();
  expect(types.slice(-3)).toEqual(['record-fixed', 'minutes-sealed', 'ceremony-closed']);
  await protocol.must('record:deliver', { custodianId: 'anri', how: 'in-person' });

  const receipt = (await (await fetch(`${house.url}/api/record/small`)).json()) as RootReceipt;
  expect(receipt.upTo).toBe(types.indexOf('record-fixed'));
  expect(await house.store.verifyChain('small')).toMatchObject({ ok: true, brokenAt: null });
}, 60_000);
