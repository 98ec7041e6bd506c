import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ceremonyWrites } from '#flow/act';
import { proposeWritten } from '#flow/propose';
import { CEREMONY, comeIn, openFlowHouse } from '#support/flow-house';
import { AT, codeOf, expectOneTruth, linkOf, reissue } from '#support/line-checks';

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
