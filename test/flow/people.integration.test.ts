import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommandReply } from '#contract/problems';
import { arrive, redeem, type Guest } from '#support/guest';
import { openHouse, type House } from '#support/house';

let house: House;
let director: Guest;
let protocol: Guest;
beforeAll(async () => {
  house = await openHouse({
    change: (ceremony) => {
      const row = ceremony.people[1];
      if (row !== undefined) ceremony.people.push({ ...row, id: 'president', role: 'principal', name: 'Wiratama' });
      const [head] = ceremony.delegations;
      if (head !== undefined) ceremony.delegations.push({ ...head, id: 'd-11', province: '11', name: "Nu'man" });
    },
  });
  director = await arrive(house, house.link('director'));
  protocol = await arrive(house, house.link('protocol'));
  await director.must('ceremony:open', {});
});
afterAll(() => house[Symbol.asyncDispose]());

const events = async (type: string) =>
  (await house.store.read('small', 0, 5_000)).filter((event) => event.type === type);
const replyOf = async (guest: Guest, ...given: Parameters<Guest['command']>): Promise<CommandReply> => {
  const answer = await guest.command(...given);
  if (!answer.ok) throw new Error(answer.problem.detail);
  return answer.reply ?? {};
};

test('[C53] [C52] [C50] one more guest is invited, with a name of one word, and comes in by the link', async () => {
  const { link } = await replyOf(protocol, 'person:invite', {
    personId: 'guest-1',
    role: 'official',
    partyId: null,
    name: "Ma'ruf",
    spokenName: 'Makruf',
    position: { id: 'Wakil Bupati Contoh', en: 'Vice-Regent of Contoh' },
    organisation: 'Pemerintah Kabupaten Contoh',
    representing: { id: 'Bupati Contoh', en: 'Regent of Contoh' },
    rank: 31,
    region: '62.71',
    officials: 0,
  });
  const guest = await arrive(house, { url: link ?? '' });
  expect(guest.session.person.name).toBe("Ma'ruf");
  await protocol.until('roster', ({ rows }) => rows['guest-1']?.rank === 31 && rows['guest-1'].spokenName === 'Makruf');
  await protocol.must('name:approve', { personIds: ['guest-1', 'd-62'] });
  const corrected = { personId: 'guest-1', name: "Ma'ruf S.E.", spokenName: 'Makruf', reason: null };
  expect(await protocol.refusal('name:correct', corrected)).toBe('name-approved');
  await protocol.must('name:correct', { ...corrected, reason: 'Gelar tertinggal' });
  await guest.until('self', ({ person }) => person.name === "Ma'ruf S.E.");
  const ledger = JSON.stringify(await house.store.read('small', 0, 5_000));
  expect(ledger).not.toMatch(/Ma'ruf|Makruf|Gelar tertinggal/);
  guest.close();
});

test('[C54] [C56] [C57] with the doors on manual a guest waits, is admitted, and is sent back without stage or figures', async () => {
  await protocol.must('admission:set', { admission: 'manual' });
  const guest = await arrive(house, house.link('s-u2'));
  await guest.until('self', ({ admitted }) => !admitted);
  expect((await guest.subscribe('stage')).ok).toBe(false);
  expect(await guest.refusal('hand:raise', {})).toBe('not-admitted');
  expect((await guest.get('/agreements/a2/document')).status).not.toBe(200);
  await protocol.until('attendance', ({ lobby, admission }) => lobby === 1 && admission === 'manual');
  await protocol.must('lobby:admit-all', {});
  await guest.until('self', ({ admitted }) => admitted);
  expect((await guest.subscribe('stage')).ok).toBe(true);
  await protocol.must('lobby:send-back', { personId: 's-u2' });
  await guest.until('self', ({ admitted }) => !admitted);
  let heard = 0;
  guest.socket.on('topic', ({ topic }: { topic: string }) => {
    if (topic === 'stage') heard += 1;
  });
  await director.must('rundown:start', { itemId: 'opening' });
  await director.until('stage', ({ now }) => now?.itemId === 'opening');
  await guest.until('rundown', () => true);
  expect(heard).toBe(0);
  await protocol.must('admission:set', { admission: 'open' });
  guest.close();
});

test('[C58] who was removed is refused on the spot, at the next knock, and back only by a new link', async () => {
  const guest = await arrive(house, house.link('s-c2'));
  const gone = Promise.withResolvers<string>();
  guest.socket.on('connect_error', (error) => gone.resolve((error as { data?: { code?: string } }).data?.code ?? ''));
  const removal = protocol.command('person:remove', { personId: 's-c2', reason: 'Bukan orang yang diundang' });
  // Sent while the removal is on its way: accepted before it, refused after it, and never after that.
  const hands = await Promise.all(
    Array.from({ length: 5 }, () =>
      guest.socket
        .timeout(2_000)
        .emitWithAck('command', { id: crypto.randomUUID(), name: 'hand:raise', payload: {} })
        .then((answer: { ok: boolean; problem?: { code: string } }) => (answer.ok ? 'ok' : answer.problem?.code))
        .catch(() => 'cut off'),
    ),
  );
  for (const hand of hands) expect(['ok', 'link-revoked', 'cut off']).toContain(hand);
  expect((await removal).ok).toBe(true);
  expect(await gone.promise).toBe('link-revoked');
  await protocol.until('roster', ({ rows }) => rows['s-c2']?.removed === true && rows['s-c2'].handRaisedAt === null);
  expect((await redeem(house, { url: `${house.url}/j/x` })).ok).toBe(false);
  const { link } = await replyOf(protocol, 'link:reissue', { personId: 's-c2' });
  const back = await arrive(house, { url: link ?? '' });
  await protocol.until('roster', ({ rows }) => rows['s-c2']?.removed === false);
  expect(JSON.stringify(await events('person-removed'))).not.toContain('Bukan orang');
  guest.close();
  back.close();
});

test('[C63] [C11] a delegation that arrives twice from two rooms: the second takes over, the list of officials stays', async () => {
  const first = await arrive(house, house.link('d-62'));
  const officials = [{ name: "Nur'aini", position: 'Asisten II' }];
  await first.must('delegation:list', { personId: null, officials });
  expect((await redeem(house, house.link('d-62'))).status).toBe(409);
  const second = await arrive(house, house.link('d-62'), { takeover: true });
  await second.until('self', ({ listedOfficials }) => listedOfficials[0]?.name === "Nur'aini");
  await second.must('delegation:list', {
    personId: null,
    officials: [...officials, { name: 'Budi', position: 'Staf' }],
  });
  const { rows } = await protocol.until('roster', (view) => view.rows['d-62']?.officials.length === 2);
  expect(rows['d-62']).toMatchObject({ devices: 2, expectedOfficials: 5 });
  const listed = await events('delegation-listed');
  expect(listed.map(({ data }) => data['count'])).toEqual([1, 2]);
  expect(JSON.stringify(listed)).not.toContain('aini');
  const arrivals = (await events('person-arrived')).filter(({ data }) => data['personId'] === 'd-62');
  expect(new Set(arrivals.map(({ data }) => data['device'])).size).toBe(2);
  expect(await second.refusal('delegation:list', { personId: 'd-11', officials })).toBe('not-allowed');
  first.close();
  second.close();
});

test('[C68] [C66] [C67] roll call by province, hands in order, a guest sees the own place only', async () => {
  const aceh = await arrive(house, house.link('d-11'));
  const kalteng = await arrive(house, house.link('d-62'), { takeover: true });
  await protocol.must('roll-call:start', {});
  await aceh.until('self', ({ rollCall }) => rollCall === 'open');
  await aceh.must('roll-call:answer', {});
  await aceh.until('self', ({ rollCall }) => rollCall === 'answered');
  const { provinces } = await kalteng.until('attendance', ({ answered }) => answered === 1);
  expect(provinces).toEqual({ '11': { answered: 1, of: 1 }, '62': { answered: 0, of: 1 } });
  await protocol.must('roll-call:finish', {});
  await kalteng.until('self', ({ rollCall }) => rollCall === 'none');

  await kalteng.must('hand:raise', {});
  await aceh.must('hand:raise', {});
  await aceh.until('self', ({ hand }) => hand?.place === 2 && hand.of === 2);
  expect((await aceh.subscribe('hands')).ok).toBe(false);
  await director.until('hands', ({ queue }) => queue.map(({ personId }) => personId).join() === 'd-62,d-11');
  await director.must('hand:call', { personId: 'd-62' });
  await aceh.until('self', ({ hand }) => hand?.place === 1);
  await kalteng.until('self', ({ hand }) => hand === null);
  await director.until('hands', ({ called }) => called?.personId === 'd-62' && called.by === 'director');
  await director.must('hands:lower-all', {});
  await aceh.until('self', ({ hand }) => hand === null);
  aceh.close();
  kalteng.close();
});

test('[C73] [C74] [C19] the stage is seated by precedence, with an exception that gives its reason', async () => {
  const minister = await arrive(house, house.link('minister'));
  const president = await arrive(house, house.link('president'));
  const signatory = await arrive(house, house.link('s-c1'));
  const rank = async (personId: string, value: number) => {
    const office = { position: { id: 'Jabatan', en: 'Position' }, organisation: 'Lembaga Contoh' };
    await protocol.must('person:correct', {
      personId,
      ...office,
      representing: null,
      rank: value,
      region: null,
      officials: 0,
    });
  };
  await rank('minister', 14);
  await rank('president', 1);
  for (const personId of ['s-c1', 'minister', 'president']) await director.must('stage:call', { personId });
  const seated = (order: string) =>
    director.until('stage', ({ onStage }) => onStage.map(({ personId }) => personId).join() === order);
  await seated('president,minister,s-c1');
  await protocol.must('seat:set', { personId: 's-c1', place: 2, reason: 'Tuan rumah (Pasal 5)' });
  await seated('president,s-c1,minister');
  await director.must('stage:clear', {});
  for (const guest of [minister, president, signatory]) guest.close();
});

test('[C61] in the hall an officer looks at the identity card, and a certificate may follow', async () => {
  const guest = await arrive(house, house.link('s-u1'));
  const { rows } = await protocol.until('roster', (view) => typeof view.rows['s-u1']?.device === 'string');
  const device = rows['s-u1']?.device ?? '';
  const seen = { personId: 's-u1', method: 'document' as const };
  expect(await protocol.refusal('identity:confirm-in-person', { ...seen, device: '0'.repeat(64) })).toBe(
    'other-device',
  );
  expect(await director.refusal('identity:confirm-in-person', { ...seen, device })).toBe('not-allowed');
  await protocol.must('identity:confirm-in-person', { ...seen, device });
  await guest.until('self', ({ identity }) => identity.state === 'confirmed' && identity.method === 'document');
  await guest.enrol();
  guest.close();
});

test('[C75] [P10] the principal goes to the holding room, and comes back to it from the stage', async () => {
  const president = await arrive(house, house.link('president'), { takeover: true });
  expect(await president.refusal('holding:enter', { personId: 'minister' })).toBe('not-allowed');
  expect(await protocol.refusal('holding:enter', { personId: 'minister' })).toBe('not-allowed');
  await protocol.must('holding:enter', { personId: 'president' });
  await president.until('self', ({ inHolding }) => inHolding);
  type Joined = { ok: boolean; value?: { may: { produce: boolean; consume: boolean } } };
  const join = async (guest: Guest): Promise<unknown> => {
    const asked = { name: 'media:join', payload: { room: 'holding' } };
    const answer = (await guest.socket.timeout(5_000).emitWithAck('signal', asked)) as Joined;
    return answer.ok ? answer.value?.may : 'refused';
  };
  expect(await join(president)).toEqual({ produce: true, consume: true });
  expect(await join(director)).toEqual({ produce: false, consume: true });
  expect(await join(protocol)).toBe('refused');
  const ended = new Promise((resolve) => {
    president.socket.once('media:ended', resolve);
  });
  await director.must('stage:call', { personId: 'president' });
  expect(await ended).toEqual({ room: 'holding', reason: 'not-permitted' });
  await president.until('self', ({ inHolding }) => !inHolding);
  await director.must('stage:clear', {});
  await president.until('self', ({ inHolding }) => inHolding);
  president.close();
});
