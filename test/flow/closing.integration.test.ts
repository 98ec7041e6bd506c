import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recordReactions } from '#flow/record-reactions';
import { startReactions, type Reactions } from '#flow/reactions';
import type { Store, StoredEvent } from '#store/port';
import { fakeClock } from '#support/fake-clock';
import { CEREMONY, comeIn, openFlowHouse, type FlowHouse } from '#support/flow-house';
import { completeAgreement, must, nothingLeft } from '#support/reaction-checks';

const eventsOf = (store: Store): Promise<readonly StoredEvent[]> => store.read(CEREMONY, 0, 100_000);
const typesOf = async (store: Store): Promise<readonly string[]> => (await eventsOf(store)).map(({ type }) => type);
const react = async (house: FlowHouse): Promise<Reactions> =>
  startReactions({ ...house, timer: fakeClock() }, recordReactions);
const goLive = async (house: FlowHouse): Promise<void> => {
  await comeIn(house, 'director');
  await must(house.command('director', 'ceremony:open', {}));
  await must(house.command('director', 'ceremony:go-live', {}));
};

test('[C142] closing waits for a seal that does not come, until the director finishes; the ledger names what was left', async () => {
  await using house = await openFlowHouse();
  const reactions = await react(house);
  await goLive(house);
  await completeAgreement(house);
  await must(house.command('director', 'ceremony:close', {}));
  await nothingLeft(reactions);
  expect(house.line.committed.ceremony.phase).toBe('closing');
  expect(await house.command('director', 'session:open', { wave: 1 })).toMatchObject({ ok: false });

  await must(house.command('director', 'ceremony:finish', {}));
  await nothingLeft(reactions);
  await reactions.stop();
  expect(house.line.committed.ceremony.phase).toBe('closed');
  const forced = (await eventsOf(house.store)).find(({ type }) => type === 'closing-forced');
  expect(forced?.data).toEqual({ unfinished: ['a1'] });
  expect(await house.store.readDocument(CEREMONY, 'minutes')).not.toBeNull();
});

test('[C141] [F8] a house that dies between the steps of closing goes on at the next start, and closes once', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'teken-closing-'));
  const folder = join(parent, 'data');
  try {
    {
      // Nothing reacts: as if the process died as soon as the closing had begun.
      await using house = await openFlowHouse({ folder });
      await goLive(house);
      await must(house.command('director', 'session:open', { wave: 1 }));
      await must(house.command('director', 'ceremony:close', {}));
      expect((await typesOf(house.store)).slice(-2)).toEqual(['session-closed', 'closing-begun']);
    }
    {
      // The minutes cannot be made: nothing of the end is written.
      const broken = {
        random: () => {
          throw new Error('no chance');
        },
      };
      await using house = await openFlowHouse({ folder, tools: broken });
      const reactions = await react(house);
      await expect.poll(() => reactions.pending(CEREMONY)[0]?.tries, { timeout: 10_000 }).toBe(1);
      await reactions.stop();
      expect(await typesOf(house.store)).not.toContain('record-fixed');
      expect(await house.store.readDocument(CEREMONY, 'minutes')).toBeNull();
    }
    await using house = await openFlowHouse({ folder });
    // The second time there is nothing left to do.
    for (let start = 0; start < 2; start += 1) {
      const reactions = await react(house);
      await nothingLeft(reactions);
      await reactions.stop();
      const types = await typesOf(house.store);
      for (const once of ['checkpoint-made', 'record-fixed', 'minutes-sealed', 'ceremony-closed'])
        expect([once, types.filter((type) => type === once).length]).toEqual([once, 1]);
    }
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
});
