import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TopicMessage } from '#contract/views';
import { judge, mediaRules } from '#identity/permissions';
import { fakeClock } from '#support/fake-clock';
import { arrive, type Guest } from '#support/guest';
import { copyOf, openHouse, type House } from '#support/house';

const title = { id: 'Adegan', en: 'Scene' };

const come = (at: House, personId: string): Promise<Guest> => arrive(at, at.link(personId));
const clap = (guest: Guest) =>
  guest.socket.timeout(4_000).emitWithAck('applaud', {}) as Promise<{ ok: boolean; problem?: { code: string } }>;

const countedIn = (guest: Guest) =>
  guest.until('stage', ({ scene: now }) => now?.layout.kind === 'wall' && now.layout.photographAt !== null);

let house: House;
let director: Guest;
let protocol: Guest;
let delegation: Guest;

/** Principal, deputy and moderator beside the small ceremony. */
const withPrincipal = (ceremony: { people: Record<string, string>[] }): void => {
  for (const [id, role] of [
    ['president', 'principal'],
    ['moderator', 'moderator'],
  ] as const) {
    ceremony.people.push({ ...ceremony.people[1], id, role, name: `Nama ${id}` });
  }
};

beforeAll(async () => {
  house = await openHouse({ change: withPrincipal });
  [director, protocol, delegation] = await Promise.all([
    arrive(house, house.link('director')),
    arrive(house, house.link('protocol')),
    arrive(house, house.link('d-62')),
  ]);
  await director.must('ceremony:open', {});
});
afterAll(() => house[Symbol.asyncDispose]());

test('[C82] [C80] the green room: the way in, who may be seen there and by whom', async () => {
  await director.must('stage:invite', { personId: 'd-62' });
  await delegation.until('self', (self) => self.stagePlace === 'green-room' && self.mayShowThemselves);
  const preview = await director.until('preview', ({ greenRoom }) => greenRoom.length === 1);
  expect(preview.greenRoom[0]).toMatchObject({ personId: 'd-62', connected: true });
  await director.must('stage:next', { personId: 'd-62' });
  await director.until('preview', ({ next, greenRoom }) => next.length === 1 && greenRoom.length === 0);
  expect((await delegation.subscribe('preview')).ok).toBe(false);
  await director.must('stage:call', { personId: 'd-62' });
  await delegation.until('self', (self) => self.onStage && !self.mayShowThemselves);
  const guest = {
    role: 'delegation',
    phase: 'open',
    noticeAccepted: true,
    is: (relation: string) => relation === 'admitted' || relation === 'any' || relation === 'backstage',
  } as const;
  expect(judge(mediaRules.produce['green-room'], guest)).toBeNull();
  expect(judge(mediaRules.consume['green-room'], guest)).not.toBeNull();
});

test('[C91] [C92] preview is the director’s, the programme is everyone’s', async () => {
  const scene = { sceneId: 'pair', kind: 'pair', title, slots: ['minister', null] } as const;
  const before = await delegation.until('stage', () => true);
  expect([before.scene, before.onStage.map(({ personId }) => personId)]).toEqual([null, ['d-62']]);
  await protocol.must('scene:define', { scene: { ...scene, slots: [...scene.slots] } });
  expect(await protocol.refusal('scene:preview', { sceneId: 'pair' })).toBe('not-allowed');
  await director.must('scene:preview', { sceneId: 'pair' });
  await director.until('preview', ({ preview }) => preview?.sceneId === 'pair');
  expect((await delegation.until('stage', () => true)).scene).toBeNull();
  await director.must('scene:take', { transition: 'fade' });
  const stage = await delegation.until('stage', ({ scene: now }) => now !== null);
  // The minister is not on stage: nobody is shown in that place.
  expect(stage.scene).toMatchObject({ sceneId: 'pair', layout: { slots: [null, 'd-62'] }, milliseconds: 250 });
  const papers = { sceneId: 'paper', kind: 'document', title, slots: [], agreementId: 'a9' } as const;
  expect(await director.refusal('scene:define', { scene: { ...papers, slots: [] } })).toBe('unknown-agreement');
});

test('[C93] [C94] the wall by province, and one instant for the photograph', async () => {
  const scene = { sceneId: 'wall', kind: 'wall', title, pageSize: 9 } as const;
  await director.must('scene:define', { scene });
  await director.must('scene:preview', { sceneId: 'wall' });
  await director.must('scene:take', { transition: 'cut' });
  await director.must('wall:photograph', { seconds: 3 });
  const [one, other] = await Promise.all([countedIn(delegation), countedIn(director)]);
  expect(one.scene).toEqual(other.scene);
  expect(one.scene?.layout).toMatchObject({ pages: 1, tiles: [{ personId: 'd-62', arrived: true }] });
  expect(await director.refusal('wall:turn', {})).toBe('photograph-counting');
});

test('[C85] [C86] a caption says the approved name or free words, never in the ledger', async () => {
  await director.must('lower-third:show', { personId: 'd-62' });
  const named = await delegation.until('stage', ({ lowerThird }) => lowerThird !== null);
  expect(named.lowerThird).toMatchObject({ person: { name: 'Ir. Tiopilus Contoh, M.T.' } });
  await director.must('stage:send-back', { personId: 'd-62' });
  await delegation.until('stage', ({ lowerThird }) => lowerThird === null);
  await director.must('lower-third:show', { text: { id: 'Kata rahasia', en: 'Secret words' } });
  const free = await delegation.until('stage', ({ lowerThird }) => lowerThird !== null);
  expect(free.lowerThird).toMatchObject({ text: { id: 'Kata rahasia' } });
  const events = await house.store.read('small', 0, 10_000);
  expect(JSON.stringify(events)).not.toContain('rahasia');
  await director.must('stage:clear', {});
  await delegation.until('stage', ({ lowerThird, scene }) => lowerThird === null && scene === null);
});

test('[C87] the interpreter stands beside every scene and may be seen without being on stage', async () => {
  await director.must('stage:sign-language', { personId: 'protocol' });
  const stage = await delegation.until('stage', ({ signLanguage }) => signLanguage !== null);
  expect([stage.signLanguage?.personId, stage.onStage]).toEqual(['protocol', []]);
  await protocol.until('self', ({ signLanguage }) => signLanguage);
  await director.must('stage:sign-language', { personId: null });
  await protocol.until('self', ({ signLanguage }) => !signLanguage);
});

test('[C107] [C115] questions: own and approved ones, no names, and not too fast', async () => {
  const moderator = await arrive(house, house.link('moderator'));
  const other = await arrive(house, house.link('s-u1'));
  await delegation.must('question:ask', { text: 'Bagaimana UMKM daerah ikut serta?' });
  const own = await delegation.until('self', ({ questions }) => questions.length === 1);
  const questionId = own.questions[0]?.questionId ?? '';
  expect(own.questions[0]).toMatchObject({ state: 'asked', text: 'Bagaimana UMKM daerah ikut serta?' });
  const queue = await moderator.until('question-queue', ({ rows }) => rows[questionId] !== undefined);
  expect(queue.rows[questionId]?.from.personId).toBe('d-62');
  expect((await other.subscribe('question-queue')).ok).toBe(false);
  expect((await other.until('questions', () => true)).rows).toEqual({});
  await moderator.must('question:approve', { questionId });
  const seen = await other.until('questions', ({ rows }) => rows[questionId] !== undefined);
  expect(JSON.stringify(seen)).not.toContain('Tiopilus');
  await moderator.must('question:hide', { questionId });
  await other.until('questions', ({ rows }) => (rows[questionId] ?? null) === null);
  expect(await other.refusal('question:approve', { questionId })).toBe('not-allowed');
  expect(JSON.stringify(await house.store.read('small', 0, 10_000))).not.toContain('UMKM daerah');
  const answers = await Promise.all(
    [1, 2, 3, 4].map((count) => other.refusal('question:ask', { text: `Pertanyaan ${count}` })),
  );
  expect(answers.filter((answer) => answer === 'too-fast')).toHaveLength(1);
  moderator.close();
  other.close();
});

test('[C108] [C109] [C115] applause: off, allowed, counted; few messages and no names', async () => {
  expect(await clap(delegation)).toMatchObject({ ok: false, problem: { code: 'applause-off' } });
  await director.must('applause:allow', {});
  await delegation.until('stage', ({ applauseAllowed }) => applauseAllowed);
  const { position } = (await house.store.ledgers())[0] ?? { position: 0 };
  const heard: TopicMessage[] = [];
  director.socket.on('topic', (message: TopicMessage) => {
    if (message.topic === 'applause') heard.push(message);
  });
  await director.subscribe('applause');
  const began = performance.now();
  const claps = await Promise.all(Array.from({ length: 12 }, () => clap(delegation)));
  expect(claps.filter(({ ok }) => ok)).toHaveLength(8);
  expect(claps.find(({ ok }) => !ok)?.problem?.code).toBe('too-fast');
  await director.until('applause', ({ level }) => level > 0);
  await director.until('applause', ({ level }) => level === 0);
  const seconds = (performance.now() - began) / 1000;
  expect(heard.length).toBeLessThanOrEqual(4 * seconds + 2);
  expect(JSON.stringify(heard)).not.toContain('d-62');
  // Nothing of it was written until it is over.
  expect((await house.store.ledgers())[0]?.position).toBe(position);
  await director.must('applause:stop', {});
  const [counted] = await house.store.read('small', position, 10);
  expect(counted).toMatchObject({ type: 'applause-counted', data: { claps: 8, people: 1 } });
});

test('[C110] [C111] a message reaches whom it is for, and nobody else', async () => {
  const other = await arrive(house, house.link('s-u2'));
  await director.must('message:send', { to: { personId: 'd-62' }, text: 'Mohon bersiap.' });
  await director.must('message:send', { to: { role: 'protocol' }, text: 'Tamu tiba.' });
  const mine = await delegation.until('self', ({ messages }) => messages.length === 1);
  expect(mine.messages[0]).toMatchObject({ text: 'Mohon bersiap.', read: false });
  await protocol.until('self', ({ messages }) => messages.length === 1 && messages[0]?.text === 'Tamu tiba.');
  expect((await other.until('self', () => true)).messages).toEqual([]);
  expect((await other.subscribe('messages')).ok).toBe(false);
  const messageId = mine.messages[0]?.messageId ?? '';
  expect(await other.refusal('message:read', { messageId })).toBe('unknown-message');
  await delegation.must('message:read', { messageId });
  await director.until('messages', ({ rows }) => rows[messageId]?.read === 1);
  expect(JSON.stringify(await house.store.read('small', 0, 10_000))).not.toContain('Mohon bersiap');
  other.close();
});

test('[C112] an announcement is shown to everyone until it is withdrawn', async () => {
  await protocol.must('announcement:make', { text: { id: 'Acara ditunda.', en: 'We are delayed.' } });
  const { announcements } = await delegation.until('stage', (stage) => stage.announcements.length === 1);
  expect(announcements[0]?.text).toEqual({ id: 'Acara ditunda.', en: 'We are delayed.' });
  await protocol.must('announcement:withdraw', { announcementId: announcements[0]?.announcementId ?? '' });
  await delegation.until('stage', (stage) => stage.announcements.length === 0);
});

test('[C81] [C96] [C98] [C100] [C101] [C102] [C104] the line is lost, the house restarts, the deputy inaugurates', async () => {
  const clock = fakeClock();
  await using first = await openHouse({ change: withPrincipal, clock });
  const [boss, president, minister] = await Promise.all(
    ['director', 'president', 'minister'].map((personId) => come(first, personId)),
  );
  await boss!.must('ceremony:open', {});
  await boss!.must('drill:plan', { seconds: 60, deputyId: 'minister', hallId: null });
  await boss!.must('ceremony:go-live', {});
  await boss!.must('stage:call', { personId: 'president' });
  await boss!.must('inauguration:arm', {});
  await president!.until('self', ({ mayInaugurate }) => mayInaugurate);
  president!.close();
  const suggested = await boss!.until('preview', ({ principalLost }) => principalLost !== null);
  expect([suggested.principalLost, suggested.drill]).toEqual([clock.now().toISOString(), null]);
  const untouched = await minister!.until('stage', () => true);
  expect([untouched.scene, untouched.onStage.length]).toEqual([null, 1]);
  await boss!.must('drill:start', { to: 'slate' });
  await boss!.must('drill:second-line', { telephone: true });
  await minister!.until('stage', ({ scene }) => scene?.layout.kind === 'slate' && scene.telephone);
  expect(await boss!.refusal('drill:deputy-acts', {})).toBe('deputy-too-early');
  clock.advance(-3_600_000);
  expect(await boss!.refusal('drill:deputy-acts', {})).toBe('clock-went-back');
  expect(await boss!.refusal('drill:deputy-acts', {})).toBe('deputy-too-early');
  clock.advance(60_000);
  await boss!.must('drill:deputy-acts', {});
  expect(await boss!.refusal('inauguration:press', {})).toBe('not-allowed');
  await minister!.until('self', ({ mayInaugurate, actingFor }) => mayInaugurate && actingFor === 'president');
  await minister!.must('inauguration:press', {});
  const done = await boss!.until('stage', ({ inauguration }) => inauguration !== null);
  expect(done.inauguration).toMatchObject({
    at: clock.now().toISOString(),
    by: { personId: 'minister' },
    actingFor: { personId: 'president' },
  });
  expect(await minister!.refusal('inauguration:press', {})).toBe('already-inaugurated');
  for (const guest of [boss!, minister!]) guest.close();
  await using again = await openHouse({ dataDir: await copyOf(first), clock });
  const look = await arrive(again, again.link('director'), { jar: boss!.jar });
  const stage = await look.until('stage', () => true);
  expect([stage.onStage, stage.scene, stage.inauguration]).toEqual([done.onStage, done.scene, done.inauguration]);
  look.close();
});
