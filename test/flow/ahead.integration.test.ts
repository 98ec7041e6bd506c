import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { Acknowledgement } from '#contract/problems';
import { ceremonyWrites, toStreamWrites } from '#flow/act';
import type { Line } from '#flow/ahead';
import { openCeremonies } from '#flow/ceremonies';
import { proposeWritten } from '#flow/propose';
import { databaseFile } from '#store/database';
import type { Store } from '#store/port';
import { CEREMONY, comeIn, openFlowHouse, type FlowHouse } from '#support/flow-house';

const AT = '2021-01-18T02:00:00.000Z';

const reissue = (house: FlowHouse, personId: string, id?: string): Promise<Acknowledgement> =>
  house.command('director', 'link:reissue', { personId }, id);

/** A new link for somebody, as an append by hand. */
const linkOf = (line: Line, personId: string) => {
  const live = line.ahead();
  if (live === null) throw new Error('Not settled.');
  const serial = (live.ceremony.people.get(personId)?.link.serial ?? 0) + 1;
  const writes = ceremonyWrites([{ type: 'link-reissued', data: { personId, serial, expiresAt: AT } }]);
  return { actor: 'director', at: AT, writes: toStreamWrites(live.versions, writes) };
};

const eventsOf = (store: Store) => store.read(CEREMONY, 0, 100_000);

/** Replay, live and ahead tell the same, and the chain holds. */
const expectOneTruth = async ({ store, line }: FlowHouse): Promise<void> => {
  await line.settle();
  const again = await openCeremonies(store);
  again.stop();
  expect(line.committed).toEqual(again.find(CEREMONY));
  expect(line.ahead()).toEqual(line.committed);
  expect(await store.verifyChain(CEREMONY)).toMatchObject({ ok: true });
};

const codeOf = (answer: Acknowledgement): string => (answer.ok ? 'ok' : answer.problem.code);

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

test('[F3] what was decided upon something that found no room is decided again, upon what is written', async () => {
  await using house = await openFlowHouse({ maxPages: 500, flushDelayMs: 20 });
  await comeIn(house, 'director');
  const { line } = house;
  const serial = () => line.committed.ceremony.people.get('s-c1')?.link.serial ?? 0;
  const before = serial();
  const wishes = [reissue(house, 's-c1'), reissue(house, 's-c1')];
  const segments = [{ document: 'large', index: 0, bytes: new Uint8Array(4_000_000) }];
  const large = line
    .send({ ...linkOf(line, 's-c1'), segments }, 'ahead')
    .catch((error: { code: string }) => error.code);
  wishes.push(...Array.from({ length: 10 }, () => reissue(house, 's-c1')));
  expect(await large).toBe('disk-full');
  expect((await Promise.all(wishes)).map(codeOf)).toEqual(Array.from({ length: 12 }, () => 'ok'));
  expect(serial()).toBe(before + 12);
  expect(await house.store.readDocument(CEREMONY, 'large')).toBeNull();
  await expectOneTruth(house);
});

test('[F3] what was allowed only by an opening that found no room does not stand without it', async () => {
  await using house = await openFlowHouse({ maxPages: 500, flushDelayMs: 20 });
  await comeIn(house, 'director', 'protocol');
  const { line, store } = house;
  const opened = toStreamWrites(line.committed.versions, ceremonyWrites([{ type: 'ceremony-opened', data: {} }]));
  const segments = [{ document: 'large', index: 0, bytes: new Uint8Array(4_000_000) }];
  const opening = line.send({ actor: 'director', at: AT, writes: opened, segments }, 'ahead');
  // Another stream, which asserts nothing: only the line (L40) knows what it rests upon.
  const code = house.command('protocol', 'identity:issue-code', { personId: 's-c1' });
  expect(line.ahead()?.ceremony.people.get('s-c1')?.identity.state).toBe('code-issued');
  await expect(opening).rejects.toMatchObject({ code: 'disk-full' });
  expect(codeOf(await code)).toBe('wrong-phase');
  expect((await eventsOf(store)).filter(({ type }) => type === 'identity-code-issued')).toEqual([]);
  await expectOneTruth(house);
});

test('[F3] [F6] on a full disk everyone is told so, nothing half stands, and the same ids succeed when there is room', async () => {
  await using house = await openFlowHouse({ maxPages: 400 });
  await comeIn(house, 'director');
  const { store, line } = house;
  const fill = async (bytes: number): Promise<void> => {
    for (let index = 0; ; index += 1) {
      const data = { text: 'x'.repeat(bytes) };
      const personal = [{ subject: `ballast/${bytes}/${index}`, salt: 'x', data }];
      try {
        await store.append({ ledger: 'ballast', actor: 'test', at: AT, writes: [], personal });
      } catch {
        return;
      }
    }
  };
  for (const bytes of [200_000, 20_000, 3_000, 300]) await fill(bytes);
  const before = line.committed.position;
  const ids = Array.from({ length: 60 }, () => randomUUID());
  const refused = (await Promise.all(ids.map((id) => reissue(house, 's-c1', id)))).map(codeOf);
  // A last page may still take a few.
  expect(new Set(refused).has('storage-full')).toBe(true);
  expect([...new Set(refused)].filter((code) => code !== 'storage-full' && code !== 'ok')).toEqual([]);
  expect(line.committed.position - before).toBe(refused.filter((code) => code === 'ok').length);
  await expectOneTruth(house);

  const subjects = [...(await store.personal('ballast')).keys()].filter((subject) => subject.includes('/200000/'));
  const erases = { subjects, preparedOf: [] };
  // The erasure itself needs no room: it frees pages in the transaction that it is.
  await store.append({ ledger: 'ballast', actor: 'test', at: AT, writes: [], erases });
  const accepted = (await Promise.all(ids.map((id) => reissue(house, 's-c1', id)))).map(codeOf);
  expect(new Set(accepted)).toEqual(new Set(['ok']));
  expect(line.committed.position - before).toBe(60);
  await expectOneTruth(house);
});

test('[F4] a handler that throws, and an event that nobody can fold, harm nobody beside them', async () => {
  const tools = {
    isConnected: (): boolean => {
      throw new Error('presence is gone');
    },
  };
  await using house = await openFlowHouse({ tools });
  await comeIn(house, 'director', 'mc');
  await house.command('director', 'ceremony:open', {});
  const { line } = house;
  const wishes = [
    reissue(house, 's-c1'),
    house.command('director', 'stage:call', { personId: 'mc' }),
    reissue(house, 's-c1'),
  ];
  const { writes, ...by } = linkOf(line, 's-u1');
  const odd = { stream: 'odd', expectedVersion: 0, events: [{ type: 'never-heard-of', schema: 1, data: {} }] };
  expect(() => line.send({ ...by, writes: [...writes, odd] }, 'ahead')).toThrow(/unknown event/u);
  wishes.push(reissue(house, 's-c1'));
  expect((await Promise.all(wishes)).map(codeOf)).toEqual(['ok', 'internal', 'ok', 'ok']);
  expect(line.committed.ceremony.people.get('s-u1')?.link.serial).toBe(1);
  await expectOneTruth(house);
});

test('[F5] a slow decision is taken again when what it relied on has changed', async () => {
  await using house = await openFlowHouse();
  await comeIn(house, 'director');
  const { line } = house;
  const slowly = (asserted: string, meanwhile: () => Promise<unknown>) =>
    proposeWritten(
      line,
      async () => {
        await meanwhile();
        return {
          writes: ceremonyWrites([{ type: 'link-reissued', data: { personId: 's-u1', serial: 2, expiresAt: AT } }]),
          asserts: [asserted],
        };
      },
      () => ({ actor: 'director', at: AT }),
    );
  expect(await slowly('person/s-c1', () => reissue(house, 's-c1'))).toBe('again');
  // Also when the change is not written yet.
  expect(await slowly('person/s-c1', async () => void reissue(house, 's-c1'))).toBe('again');
  // Another node's append is noticed, too.
  const { writes } = linkOf(line, 's-c2');
  const elsewhere = () => house.store.append({ ledger: CEREMONY, actor: 'director', at: AT, writes });
  expect(await slowly('person/s-c2', elsewhere)).toBe('again');
  expect(line.committed.ceremony.people.get('s-u1')?.link.serial).toBe(1);
  expect(await slowly('person/s-c1', () => reissue(house, 's-c2'))).toMatchObject({ appended: { ok: true } });
  await expectOneTruth(house);
});

test('[F5] a slow decision does not fall with what others could not write', async () => {
  await using house = await openFlowHouse({ flushDelayMs: 30 });
  await comeIn(house, 'director');
  const { line } = house;
  let failing: Promise<unknown> = Promise.resolve();
  const attempt = await proposeWritten(
    line,
    async () => {
      await sleep(5);
      const stale = linkOf(line, 's-c1');
      failing = line.send({ ...stale, asserts: [{ stream: 'stage', version: 99 }] }, 'ahead');
      return {
        writes: ceremonyWrites([{ type: 'link-reissued', data: { personId: 's-u1', serial: 2, expiresAt: AT } }]),
      };
    },
    () => ({ actor: 'director', at: AT }),
  );
  expect(attempt).toMatchObject({ appended: { ok: true } });
  expect(await failing).toMatchObject({ ok: false, conflict: 'stream' });
  await expectOneTruth(house);
});

test('[F6] the same id is one wish: in flight, afterwards and after a restart', async () => {
  await using first = await openFlowHouse({ flushDelayMs: 30 });
  await comeIn(first, 'director');
  const [id, refusedId] = [randomUUID(), randomUUID()];
  const [original, twin, other] = await Promise.all([
    reissue(first, 's-c1', id),
    reissue(first, 's-c1', id),
    reissue(first, 's-c2', id),
  ]);
  expect(original).toMatchObject({ ok: true, reply: { link: expect.any(String) } });
  const position = original.ok ? original.position : 0;
  expect(twin).toEqual({ ok: true, position });
  expect(codeOf(other)).toBe('command-id-reused');
  expect(await reissue(first, 's-c1', id)).toEqual({ ok: true, position });
  // Refused once by the law, refused for ever, whatever has become possible since.
  await first.command('director', 'ceremony:open', {});
  await comeIn(first, 's-u1');
  const callHand = (house: FlowHouse) => house.command('director', 'hand:call', { personId: 's-u1' }, refusedId);
  expect(codeOf(await callHand(first))).toBe('hand-not-raised');
  expect(await first.command('s-u1', 'hand:raise', {})).toMatchObject({ ok: true });
  expect(codeOf(await callHand(first))).toBe('hand-not-raised');

  // Another loop over the same ledger remembers nothing: what it answers comes from the disk.
  await using copy = await restarted(first);
  const { house } = copy;
  const [again, reused, fresh, refused] = await Promise.all([
    reissue(house, 's-c1', id),
    reissue(house, 's-c2', id),
    reissue(house, 's-c1'),
    callHand(house),
  ]);
  expect(again).toEqual({ ok: true, position });
  expect(codeOf(reused)).toBe('command-id-reused');
  expect(fresh.ok).toBe(true);
  expect(codeOf(refused)).toBe('hand-not-raised');
  const serials = (await eventsOf(house.store)).filter(({ type }) => type === 'link-reissued');
  expect(serials.map(({ data }) => data['serial'])).toEqual([2, 3]);
  await expectOneTruth(house);
});

test('[F12] what the table of permissions forbids is written nowhere, and judged again when asked again', async () => {
  await using house = await openFlowHouse({ flushDelayMs: 30 });
  await comeIn(house, 'director');
  await comeIn(house, 's-c1');
  const id = randomUUID();
  expect(codeOf(await house.command('s-c1', 'stage:clear', {}))).toBe('not-allowed');
  expect(codeOf(await house.command('director', 'ceremony:go-live', {}, id))).toBe('wrong-phase');
  expect(await house.store.findCommand(CEREMONY, 'director', id)).toBeNull();
  // Decided upon an opening that is not written yet, told when it is.
  const [opened, live] = await Promise.all([
    house.command('director', 'ceremony:open', {}),
    house.command('director', 'ceremony:go-live', {}, id),
  ]);
  expect([codeOf(opened), codeOf(live)]).toEqual(['ok', 'ok']);
  await expectOneTruth(house);
});

/** The folder of a house that is closed for it, opened again. */
const restarted = async (before: FlowHouse): Promise<AsyncDisposable & { readonly house: FlowHouse }> => {
  before.ceremonies.stop();
  await before.store[Symbol.asyncDispose]();
  const house = await openFlowHouse({ folder: before.folder });
  return { house, [Symbol.asyncDispose]: () => house[Symbol.asyncDispose]() };
};
