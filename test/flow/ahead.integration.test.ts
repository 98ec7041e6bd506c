import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { Acknowledgement } from '#contract/problems';
import { databaseFile } from '#store/database';
import { comeIn, openFlowHouse } from '#support/flow-house';
import { codeOf, eventsOf, expectOneTruth, linkOf, reissue } from '#support/line-checks';

test('[F1] 64 at once on one stream end in one order, in a few flushes, and replay tells what was live', async () => {
  await using house = await openFlowHouse({ flushDelayMs: 40 });
  await comeIn(house, 'director', 'protocol');
  const before = house.line.committed.position;
  const begun = performance.now();
  const answers = await Promise.all(
    Array.from({ length: 64 }, (_, index) =>
      house.command(index % 2 === 0 ? 'director' : 'protocol', 'link:reissue', { personId: 's-c1' }),
    ),
  );
  // One after another, 64 flushes would take 2.5 s.
  expect(performance.now() - begun).toBeLessThan(2_000);
  const positions = answers.map((answer) => (answer.ok ? answer.position : -1));
  expect(positions).toEqual(Array.from({ length: 64 }, (_, index) => before + index + 1));
  const serials = (await eventsOf(house.store)).slice(before).map(({ data }) => data['serial']);
  expect(serials).toEqual(Array.from({ length: 64 }, (_, index) => index + 2));
  await expectOneTruth(house);
});

test('[F1] many people on many streams, asking and refused, end in one truth', async () => {
  await using house = await openFlowHouse();
  await comeIn(house, 'director');
  const people = ['s-c1', 's-c2', 's-u1', 's-u2', 'minister'];
  const codes = await Promise.all(
    Array.from({ length: 300 }, async (_, index) => {
      const personId = people[index % people.length] ?? '';
      if (index === 150) return codeOf(await house.command('director', 'link:revoke', { personId: 's-u2' }));
      if (index % 7 === 0) return codeOf(await house.command('director', 'ceremony:open', {}));
      return codeOf(await reissue(house, personId));
    }),
  );
  expect(codes.filter((code) => code === 'ok').length).toBeGreaterThan(200);
  await expectOneTruth(house);
});

test('[F2] nobody sees or hears of anything before it is on the disk', async () => {
  await using house = await openFlowHouse({ flushDelayMs: 120 });
  await comeIn(house, 'director');
  const { line, ceremonies } = house;
  using disk = new DatabaseSync(databaseFile(house.folder), { readOnly: true });
  const written = (): unknown => disk.prepare('SELECT max(position) AS n FROM events').get()?.['n'];
  const heard: { readonly position: number; readonly onDisk: unknown }[] = [];
  ceremonies.onEvents((live) => heard.push({ position: live.position, onDisk: written() }));
  const before = line.committed.position;
  const answered: Acknowledgement[] = [];
  const wish = reissue(house, 's-c1').then((answer) => answered.push(answer));
  expect(line.ahead()?.position).toBe(before + 1);
  await sleep(60);
  expect([line.committed.position, written(), heard, answered]).toEqual([before, before, [], []]);
  await wish;
  expect(heard).toEqual([{ position: before + 1, onDisk: before + 1 }]);
  expect(answered).toEqual([expect.objectContaining({ ok: true, position: before + 1 })]);

  // Turned away by a revocation that is still under way: told when the revocation stands.
  await comeIn(house, 'mc');
  const revoked = house.command('director', 'link:revoke', { personId: 'mc' }).then(() => 'revoked');
  const turnedAway = house.command('mc', 'ceremony:open', {}).then(codeOf);
  expect(await Promise.race([revoked, turnedAway])).toBe('revoked');
  expect(await turnedAway).toBe('link-revoked');
});

test('[F2] personal data is seen ahead at once, by others when it is written, and goes when erased', async () => {
  await using house = await openFlowHouse({ flushDelayMs: 80 });
  await comeIn(house, 'director');
  const { line } = house;
  const record = { salt: 'salt', data: { text: 'CONTOH' } };
  const told: unknown[] = [];
  house.ceremonies.onEvents((live) => told.push(live.personal.get('note')));
  const sent = line.send({ ...linkOf(line, 's-c1'), personal: [{ subject: 'note', ...record }] }, 'ahead');
  expect(line.ahead()?.personal.get('note')).toEqual(record);
  expect(line.committed.personal.has('note')).toBe(false);
  await sent;
  expect(line.committed.personal.get('note')).toEqual(record);
  expect(told).toEqual([record]);
  const gone = line.send({ ...linkOf(line, 's-c1'), erases: { subjects: ['note'], preparedOf: [] } }, 'ahead');
  expect([line.ahead()?.personal.has('note'), line.committed.personal.has('note')]).toEqual([false, true]);
  await gone;
  expect(line.committed.personal.has('note')).toBe(false);
  await expectOneTruth(house);
});
