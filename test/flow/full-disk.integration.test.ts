import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { ceremonyWrites, toStreamWrites } from '#flow/act';
import { CEREMONY, comeIn, openFlowHouse } from '#support/flow-house';
import { AT, codeOf, eventsOf, expectOneTruth, linkOf, reissue } from '#support/line-checks';

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
