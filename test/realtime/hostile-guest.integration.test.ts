import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrive, type Guest } from '#support/guest';
import { openHouse, type House } from '#support/house';

// What somebody can do who has got hold of an invited person's link, or is invited and means harm.

let house: House;
let director: Guest;
let protocol: Guest;

const identify = async (person: Guest): Promise<void> => {
  const issued = await protocol.command('identity:issue-code', { personId: person.session.person.personId });
  await person.must('identity:enter-code', { code: issued.ok ? (issued.reply?.code ?? '') : '' });
};

beforeAll(async () => {
  house = await openHouse();
  director = await arrive(house, house.link('director'));
  protocol = await arrive(house, house.link('protocol'));
  const legal = await arrive(house, house.link('legal'));
  await legal.must('agreement:make-ready', { agreementId: 'a1' });
  await director.must('ceremony:open', {});
  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: 1 });
});
afterAll(() => house[Symbol.asyncDispose]());

test('[W3] coming back does not bring a new allowance', async () => {
  const guest = await arrive(house, house.link('mc'));
  const answers = await Promise.all(
    Array.from({ length: 70 }, () => guest.refusal('notice:accept', { noticeVersion: 'x' })),
  );
  expect(answers).toContain('too-fast');
  const again = await arrive(house, house.link('mc'), { jar: guest.jar, notice: false });
  expect(await again.refusal('notice:accept', { noticeVersion: 'x' })).toBe('too-fast');
  again.close();
});

test('[C2] what is remembered of a command does not give its words away', async () => {
  const guest = await arrive(house, house.link('s-u1'));
  const id = randomUUID();
  const code = '12345678';
  await guest.command('identity:enter-code', { code }, id);
  const known = await house.store.findCommand('small', 's-u1', id);
  const guessed = createHash('sha256')
    .update(JSON.stringify(['identity:enter-code', { code }]))
    .digest('hex');
  expect(known?.payloadHash).toMatch(/^[0-9a-f]{64}$/);
  expect(known?.payloadHash).not.toBe(guessed);
  guest.close();
});

test('[W3] half a character is no reason', async () => {
  const guest = await arrive(house, house.link('s-u2'));
  expect(await guest.refusal('agreement:decline', { agreementId: 'a2', reason: 'abc \ud800' })).toBe('bad-command');
  guest.close();
});

test('[A11] a link alone does not decline an agreement for good', async () => {
  const thief = await arrive(house, house.link('s-c1'));
  const reason = 'Tidak jadi';
  expect(await thief.refusal('agreement:decline', { agreementId: 'a1', reason })).toBe('identity-not-confirmed');
  thief.close();
});

test('[A6] what was read on another device is read again on this one', async () => {
  const thief = await arrive(house, house.link('s-c1'), { takeover: true });
  await thief.consent('a1');
  const company = await arrive(house, house.link('s-c1'), { takeover: true });
  await identify(company);
  await company.enrol();
  expect((await company.agreement('a1')).consented).toBeNull();
  expect(await company.refusal('signing:prepare', { agreementId: 'a1' })).toBe('consent-missing');
  await company.consent('a1');
  expect(await company.sign('a1')).toMatchObject({ ok: true });
});
