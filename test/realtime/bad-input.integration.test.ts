import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Acknowledgement } from '#contract/problems';
import { certificateRequest } from '#client/signing/request.ts';
import { makeLink } from '#identity/links';
import { openIdentityKeys } from '#identity/keys';
import { randomBytes } from '#platform/random';
import { arrive, openSocket, redeem, type Guest } from '#support/guest';
import { copyOf, openHouse, type House } from '#support/house';

let house: House;
let director: Guest;
let protocol: Guest;
let legal: Guest;
let company: Guest;

const identify = async (person: Guest): Promise<void> => {
  const issued = await protocol.command('identity:issue-code', { personId: person.session.person.personId });
  await person.must('identity:enter-code', { code: issued.ok ? (issued.reply?.code ?? '') : '' });
};

beforeAll(async () => {
  house = await openHouse();
  [director, protocol, legal, company] = (await Promise.all(
    ['director', 'protocol', 'legal', 's-c1'].map((personId) => arrive(house, house.link(personId))),
  )) as [Guest, Guest, Guest, Guest];
  await legal.must('agreement:make-ready', { agreementId: 'a1' });
  await director.must('ceremony:open', {});
  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: 1 });
  await identify(company);
  await company.enrol();
  await company.consent('a1');
});
afterAll(() => house[Symbol.asyncDispose]());

const codeOf = async (response: Response): Promise<string> => ((await response.json()) as { code: string }).code;

test('[P1] a forged link is refused', async () => {
  const { url } = house.link('s-u1');
  const forged = url.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  const response = await redeem(house, { url: forged });
  expect([response.status, await codeOf(response)]).toEqual([401, 'link-invalid']);
});

test('[C8] an expired link is refused', async () => {
  const keys = await openIdentityKeys(house.dataDir, randomBytes);
  await using late = await openHouse({
    dataDir: await copyOf(house),
    clock: { now: () => new Date(Date.now() + 61 * 86_400_000) },
  });
  const expired = makeLink({
    key: keys.links,
    ceremonyId: 'small',
    personId: 's-u2',
    serial: 1,
    expiresAt: new Date(Date.now() + 60 * 86_400_000),
  });
  const response = await redeem(late, { url: `${late.url}/j/${expired}` });
  expect([response.status, await codeOf(response)]).toEqual([410, 'link-expired']);
});

test('[P8] [C9] a revoked link ends the session that it opened', async () => {
  const guest = await arrive(house, house.link('s-u2'));
  const gone = new Promise((resolve) => {
    guest.socket.once('disconnect', resolve);
  });
  const { url } = house.link('s-u2');
  await protocol.must('link:revoke', { personId: 's-u2' });
  await gone;
  const why = await new Promise<{ code?: string }>((resolve) => {
    guest.socket.once('connect_error', (error) => resolve((error as Error & { data: { code?: string } }).data));
  });
  expect(why).toMatchObject({ code: 'link-revoked' });
  expect(await codeOf(await guest.get('/session'))).toBe('link-revoked');
  expect(await codeOf(await redeem(house, { url }))).toBe('link-revoked');
  guest.close();
});

test('[P5] a role that may not is refused, whatever it sends', async () => {
  expect(await company.refusal('stage:clear', {})).toBe('not-allowed');
  expect(await company.refusal('identity:confirm', { personId: 's-c1', device: 'a'.repeat(64) })).toBe('not-allowed');
  expect(await director.refusal('agreement:make-ready', { agreementId: 'a2' })).toBe('not-allowed');
  expect(await legal.refusal('signing:prepare', { agreementId: 'a1' })).toBe('not-allowed');
  expect(await codeOf(await protocol.get('/agreements/a1/document'))).toBe('not-allowed');
});

test('[P5] a command out of phase is refused', async () => {
  expect(await director.refusal('ceremony:open', {})).toBe('wrong-phase');
});

test('[P6] nothing can be done before the notice is accepted', async () => {
  const guest = await arrive(house, house.link('d-62'), { notice: false });
  expect(await guest.refusal('agreement:consent', { agreementId: 'a1', sha256: 'a'.repeat(64), pagesSeen: [] })).toBe(
    'notice-not-accepted',
  );
  expect(await guest.subscribe('stage')).toMatchObject({ ok: false, problem: { code: 'notice-not-accepted' } });
  expect(await guest.refusal('notice:accept', { noticeVersion: 'of last month' })).toBe('notice-outdated');
  guest.close();
});

test('[P7] guests get neither roster nor board', async () => {
  expect(await company.subscribe('roster')).toMatchObject({ ok: false, problem: { code: 'not-allowed' } });
  expect(await company.subscribe('board')).toMatchObject({ ok: false, problem: { code: 'not-allowed' } });
  expect(await director.subscribe('roster')).toMatchObject({ ok: true });
});

test('[W1] the same id gets the same answer, and is refused with another payload', async () => {
  const id = randomUUID();
  const start = { itemId: 'opening' };
  const answer = await director.command('rundown:start', start, id);
  expect(answer).toMatchObject({ ok: true });
  const before = (await house.store.ledgers()).map(({ position }) => position);
  expect(await director.command('rundown:start', start, id)).toEqual(answer);
  expect((await house.store.ledgers()).map(({ position }) => position)).toEqual(before);
  expect(await director.command('rundown:start', { itemId: 'signing-1' }, id)).toMatchObject({
    ok: false,
    problem: { code: 'command-id-reused' },
  });
  const refused = randomUUID();
  expect(await company.command('stage:clear', {}, refused)).toMatchObject({ problem: { code: 'not-allowed' } });
  expect(await company.command('stage:clear', {}, refused)).toMatchObject({ problem: { code: 'not-allowed' } });
});

test('[W3] what is no command, too long or too deep is refused, and the connection stays', async () => {
  const send = async (message: unknown): Promise<string> => {
    const answer = (await company.socket.timeout(5_000).emitWithAck('command', message)) as Acknowledgement;
    return answer.ok ? 'accepted' : answer.problem.code;
  };
  const deep = JSON.parse('['.repeat(2_000) + ']'.repeat(2_000)) as unknown;
  expect(await send('no command at all')).toBe('bad-command');
  expect(await send(null)).toBe('bad-command');
  expect(await send({ id: randomUUID(), name: 'ceremony:burn', payload: {} })).toBe('unknown-command');
  expect(await send({ id: randomUUID(), name: 'stage:call', payload: { personId: '../etc' } })).toBe('bad-command');
  expect(await send({ id: randomUUID(), name: 'stage:call', payload: { personId: 'a', extra: 1 } })).toBe(
    'bad-command',
  );
  expect(await send({ id: randomUUID(), name: 'stage:clear', payload: deep })).toBe('too-deep');
  expect(await send({ id: randomUUID(), name: 'stage:clear', payload: 'x'.repeat(70_000) })).toBe('too-large');
  expect(await send({ id: 'not-an-id', name: 'stage:clear', payload: {} })).toBe('bad-command');
  company.socket.emit('command', { id: randomUUID(), name: 'stage:clear', payload: {} });
  expect(company.socket.connected).toBe(true);
});

test('[W3] too many at once are refused with a word, and later ones are heard again', async () => {
  const guest = await arrive(house, house.link('mc'));
  const answers = await Promise.all(
    Array.from({ length: 150 }, () => guest.refusal('notice:accept', { noticeVersion: 'x' })),
  );
  expect(answers).toContain('too-fast');
  expect(answers).toContain('notice-outdated');
  expect(guest.socket.connected).toBe(true);
  await expect
    .poll(() => guest.refusal('notice:accept', { noticeVersion: 'x' }), { timeout: 8_000, interval: 500 })
    .toBe('notice-outdated');
  guest.close();
});

test('[W5] a second tab takes over and the first is told', async () => {
  const first = await arrive(house, house.link('minister'));
  const told = new Promise((resolve) => {
    first.socket.once('taken-over', resolve);
  });
  const second = await arrive(house, house.link('minister'), { jar: first.jar });
  expect(await told).toEqual({ by: 'tab' });
  await expect.poll(() => first.socket.connected).toBe(false);
  expect(second.socket.connected).toBe(true);
  second.close();
});

test('[C11] [W5] another device takes over after a word of confirmation, and the first is told', async () => {
  const first = await arrive(house, house.link('s-c2'));
  const response = await redeem(house, house.link('s-c2'));
  expect([response.status, await codeOf(response)]).toEqual([409, 'other-device']);
  const told = new Promise((resolve) => {
    first.socket.once('taken-over', resolve);
  });
  const second = await arrive(house, house.link('s-c2'), { takeover: true });
  expect(await told).toEqual({ by: 'device' });
  expect(await codeOf(await first.get('/session'))).toBe('taken-over');
  const socket = openSocket(house, { ceremonyId: 'small', personId: 's-c2' }, first.jar);
  const why = await new Promise<unknown>((resolve) => {
    socket.once('connect_error', (error) => resolve((error as Error & { data: unknown }).data));
  });
  expect(why).toMatchObject({ code: 'taken-over' });
  socket.close();
  second.close();
});

test('[S7] a public key that is no P-256 key earns no certificate', async () => {
  const pem = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'der', type: 'spki' });
  expect(await company.refusal('signing:enrol', { csr: pem.toString('base64') })).toBe('bad-csr');
  const p384 = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-384' }, true, ['sign', 'verify']);
  const csr = await certificateRequest(p384).catch(() => new Uint8Array([48, 0]));
  expect(['not-p256', 'bad-csr', 'bad-proof']).toContain(
    await company.refusal('signing:enrol', { csr: Buffer.from(csr).toString('base64') }),
  );
});

test('[S6] a signature over other bytes is refused, and nothing is signed', async () => {
  await company.must('signing:prepare', { agreementId: 'a1' });
  const shown = await bytesOf(company, '/agreements/a1/document');
  const segment = await bytesOf(company, '/agreements/a1/prepared');
  const preparedSha256 = createHash('sha256').update(shown).update(segment).digest('hex');
  const signature = Buffer.alloc(64, 7).toString('base64');
  expect(await company.refusal('signing:complete', { agreementId: 'a1', preparedSha256, signature })).toBe(
    'signature-does-not-match',
  );
  expect(
    await company.refusal('signing:complete', { agreementId: 'a1', preparedSha256: 'a'.repeat(64), signature }),
  ).toBe('base-moved');
  expect((await company.agreement('a1')).mine).toBe('your-turn');
});

test('[A7] a completion after the session closed is refused', async () => {
  await company.must('signing:prepare', { agreementId: 'a1' });
  await director.must('session:close', { wave: 1 });
  const shown = await bytesOf(company, '/agreements/a1/document');
  const segment = await bytesOf(company, '/agreements/a1/prepared');
  const preparedSha256 = createHash('sha256').update(shown).update(segment).digest('hex');
  const signature = Buffer.alloc(64, 7).toString('base64');
  expect(await company.refusal('signing:complete', { agreementId: 'a1', preparedSha256, signature })).toBe(
    'session-closed',
  );
  await director.must('session:open', { wave: 1 });
});

test('[A12] the same person signing twice at once signs once', async () => {
  const answers = await Promise.all([company.sign('a1'), company.sign('a1'), company.sign('a1')]);
  const accepted = answers.filter(({ ok }) => ok);
  expect(accepted).toHaveLength(1);
  for (const answer of answers) {
    if (!answer.ok)
      expect(['already-signed', 'base-moved', 'nothing-prepared', 'signature-does-not-match']).toContain(
        answer.problem.code,
      );
  }
  const mine = await company.until('self', ({ agreements }) => agreements[0]?.mine === 'signed');
  expect(mine.agreements[0]?.signatures.filter(({ signedAt }) => signedAt !== null)).toHaveLength(1);
});

const bytesOf = async (guest: Guest, path: string): Promise<Uint8Array> =>
  new Uint8Array(await (await guest.get(path)).arrayBuffer());

test('[C8] [P8] a reissued link is told to the officer, opens the door, and ends the old one', async () => {
  const guest = await arrive(house, house.link('s-u1'));
  const before = house.link('s-u1').url;
  const gone = new Promise((resolve) => {
    guest.socket.once('disconnect', resolve);
  });
  const answer = await protocol.command('link:reissue', { personId: 's-u1' });
  const link = answer.ok ? (answer.reply?.link ?? '') : '';
  await gone;
  guest.close();
  expect(await codeOf(await redeem(house, { url: before }))).toBe('link-revoked');
  const again = await arrive(house, { url: link }, { jar: guest.jar });
  expect(again.session.person.personId).toBe('s-u1');
  again.close();
});
