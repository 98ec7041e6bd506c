import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { certificateRequest } from '#client/signing/request.ts';
import { watchCertificates } from '#flow/certificate-watch';
import { recordReactions } from '#flow/record-reactions';
import { startReactions } from '#flow/reactions';
import { openLog, type Log } from '#platform/log';
import { randomBytes } from '#platform/random';
import { openAuthority } from '#signing/authority';
import { P256 } from '#signing/certificate-profile';
import { fakeClock } from '#support/fake-clock';
import { CEREMONY, comeIn, openFlowHouse } from '#support/flow-house';
import { openHouse } from '#support/house';
import { openSigning, readyToSign } from '#support/signed-agreement';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const AT = '2021-01-18T03:00:00.000Z';
const before = (milliseconds: number): Date => new Date(Date.parse(AT) - milliseconds);
/** The house's own authority is made for so long. */
const AUTHORITY = 3653 * DAY;

/** A data folder with an authority that was made so long before the ceremony. */
const folderFrom = async (stack: AsyncDisposableStack, age: number): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'teken-ends-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const crlUrl = 'http://localhost/authority/crl';
  await openAuthority({
    folder: join(folder, 'keys'),
    organiser: 'Lembaga Contoh',
    now: before(age),
    crlUrl,
    randomBytes,
  });
  return folder;
};

test('[S138] [S140] [S141] [H10] an authority that ends during a ceremony is told of before, and refuses with a word after', async () => {
  await using stack = new AsyncDisposableStack();
  const clock = fakeClock(AT);
  const dataDir = await folderFrom(stack, AUTHORITY - HOUR);
  const house = stack.use(await openHouse({ clock, dataDir }));
  const until = before(-HOUR).toISOString();
  const told = { certificate: 'root', until, hasEnded: false, mend: 'new-authority' };
  expect(house.app.certificateEnds()).toEqual([told]);
  const health = async (): Promise<unknown> => (await fetch(`${house.url}/healthz`)).json();
  expect(await health()).toMatchObject({ status: 'ok', certificates: [told] });

  const { director, protocol, legal } = await openSigning(house);
  expect((await legal.until('board', () => true)).ends).toEqual([told]);
  const company = await readyToSign(house, protocol, 's-c1');
  const umkm = await readyToSign(house, protocol, 's-u1');
  const { certificate } = await company.until('self', (self) => self.certificate !== null);
  expect(certificate?.notAfter).toBe(until);
  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: 1 });
  expect(await company.sign('a1')).toMatchObject({ ok: true });

  clock.advance(2 * HOUR);
  const keys = await crypto.subtle.generateKey(P256, false, ['sign', 'verify']);
  const csr = Buffer.from(await certificateRequest(keys)).toString('base64');
  expect(await umkm.refusal('signing:enrol', { csr })).toBe('certificate-not-valid');
  expect(await umkm.sign('a1')).toMatchObject({ ok: false, problem: { code: 'no-certificate' } });
  const length = (await house.store.read('small', 0, 10_000)).length;
  expect(await legal.refusal('agreement:make-ready', { agreementId: 'a2' })).toBe('certificate-not-valid');
  expect(await house.store.read('small', 0, 10_000)).toHaveLength(length);
  expect(await health()).toMatchObject({ status: 'ok', certificates: [{ ...told, hasEnded: true }] });
  // S144
  expect((await fetch(`${house.url}/authority/crl`)).status).toBe(200);
  // What the organiser draws up alone is sealed by the same.
  const list = await legal.get('/attendance-list');
  expect([list.status, await list.json()]).toMatchObject([503, { code: 'certificate-not-valid' }]);
}, 30_000);

test('[S143] the ends are looked at every hour while the house runs; what is new is logged once, and boards are told', async () => {
  await using stack = new AsyncDisposableStack();
  const clock = fakeClock(AT);
  const folder = join(await folderFrom(stack, 0), 'keys');
  const crlUrl = 'http://localhost/authority/crl';
  const authority = await openAuthority({ folder, organiser: 'Lembaga Contoh', now: clock.now(), crlUrl, randomBytes });
  const logged: unknown[] = [];
  const log: Log = Object.assign(openLog('silent'), { warn: (...words: unknown[]) => void logged.push(words[1]) });
  let changes = 0;
  const watch = watchCertificates({ authority, clock, timer: clock, log, onChange: () => (changes += 1) });
  clock.advance(335 * DAY - HOUR);
  expect([logged.length, changes, watch.real()]).toEqual([0, 0, []]);
  clock.advance(2 * HOUR);
  // Three of the real authority, and the same three of the rehearsals'.
  expect([logged.length, changes]).toEqual([6, 1]);
  expect(watch.real().map(({ certificate, hasEnded }) => [certificate, hasEnded])).toEqual(
    ['certification', 'seal', 'time'].map((name) => [name, false]),
  );
  clock.advance(29 * DAY);
  expect([logged.length, changes]).toEqual([6, 1]);
  clock.advance(DAY);
  expect([logged.length, changes, new Set(logged.slice(6))]).toEqual([12, 2, new Set(['a certificate has ended'])]);
  watch.stop();
  clock.advance(AUTHORITY);
  expect(changes).toBe(2);
});

test('[S140] what the organiser would have sealed by itself is pending with the reason, and nothing is written', async () => {
  const clock = fakeClock(AT);
  await using house = await openFlowHouse({ clock });
  const reactions = startReactions({ ...house, timer: clock }, recordReactions);
  await comeIn(house, 'director');
  for (const name of ['ceremony:open', 'ceremony:go-live'] as const)
    expect(await house.command('director', name, {})).toMatchObject({ ok: true });
  clock.advance(366 * DAY);
  expect(await house.command('director', 'ceremony:close', {})).toMatchObject({ ok: true });
  const failed = () => reactions.pending(CEREMONY).find(({ tries }) => tries > 0);
  await expect.poll(() => failed()?.nextTry ?? null, { interval: 5 }).not.toBeNull();
  expect(failed()?.reason).toMatch(
    /^The organiser's certificate is valid from 2021-.* to 2022-.*, not now\. Nothing was signed\.$/,
  );
  expect(house.line.committed.ceremony).toMatchObject({ phase: 'closing', minutes: null });
  await reactions.stop();
});
