import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ceremonyWrites, toStreamWrites } from '#flow/act';
import { createAhead } from '#flow/ahead';
import { openCeremonies } from '#flow/ceremonies';
import { startReactions, type Reaction } from '#flow/reactions';
import { openLog } from '#platform/log';
import { openSqliteStore } from '#store/sqlite-store';
import { fakeClock } from '#support/fake-clock';
import { CEREMONY, comeIn, openFlowHouse } from '#support/flow-house';
import { secondLink } from '#support/second-link';
import { eventsOf, reissue } from '#support/line-checks';
import { expectOneEach } from '#support/second-link-checks';
import { nothingLeft } from '#support/reaction-checks';

test('[F7] what happens while the house is open is followed in order, one at a time', async () => {
  await using house = await openFlowHouse();
  await comeIn(house, 'director');
  const seen: number[] = [];
  let atOnce = 0;
  const watch: Reaction<unknown> = {
    name: 'watch',
    on: ['link-reissued'],
    react: async ({ event, live }) => {
      atOnce += 1;
      expect([atOnce, live.position >= event.position]).toEqual([1, true]);
      await sleep(Math.random() * 4);
      seen.push(event.position);
      atOnce -= 1;
      return null;
    },
  };
  const reactions = startReactions({ ...house, timer: fakeClock() }, [watch, secondLink]);
  await Promise.all(Array.from({ length: 20 }, () => reissue(house)));
  await nothingLeft(reactions);
  await reactions.stop();
  const positions = (await eventsOf(house.store)).flatMap(({ type, position }) =>
    type === 'link-reissued' ? [position] : [],
  );
  expect(seen).toEqual(positions);
  await expectOneEach(house.store, 20);
  expect(await house.store.cursors(CEREMONY)).toEqual(
    new Map([
      ['watch', positions.at(-1)],
      ['second-link', positions.at(-1)],
    ]),
  );
});

test('[F7] what was left undone in a closed ceremony is done at the next start', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'teken-closed-'));
  const folder = join(parent, 'data');
  {
    await using house = await openFlowHouse({ folder });
    await comeIn(house, 'director');
    await reissue(house);
    const { line } = house;
    const closing = ceremonyWrites([{ type: 'ceremony-closed', data: {} }]);
    const writes = toStreamWrites(line.committed.versions, closing);
    await line.send({ actor: 'director', at: house.clock.now().toISOString(), writes }, 'ahead');
  }
  await using store = await openSqliteStore({ folder });
  const ceremonies = await openCeremonies(store);
  expect(ceremonies.find(CEREMONY)).toBeNull();
  const timer = fakeClock();
  const parts = { store, ceremonies, ahead: createAhead({ ceremonies, store }), tools: {}, clock: timer, timer };
  const idle: Reaction<unknown> = { ...secondLink, name: 'idle', on: ['ceremony-opened'] };
  const reactions = startReactions({ ...parts, log: openLog('silent') }, [secondLink, idle]);
  await nothingLeft(reactions);
  await expectOneEach(store, 1);
  await reactions.stop();
  ceremonies.stop();
  await rm(parent, { recursive: true, force: true });
});

test('[F8] a refusal is recorded, and never asked again', async () => {
  await using house = await openFlowHouse();
  await comeIn(house, 'director');
  let asked = 0;
  const refuse: Reaction<unknown> = {
    name: 'refuse',
    on: ['link-reissued'],
    react: async () => {
      asked += 1;
      return { refused: { code: 'wrong-phase', detail: 'Too late.' } };
    },
  };
  const position = house.line.committed.position + 1;
  for (let starts = 0; starts < 2; starts += 1) {
    const reactions = startReactions({ ...house, timer: fakeClock() }, [refuse]);
    if (starts === 0) await reissue(house);
    await nothingLeft(reactions);
    await reactions.stop();
  }
  expect(asked).toBe(1);
  expect(await house.store.findCommand(CEREMONY, 'reaction/refuse', `${CEREMONY}/${position}`)).toMatchObject({
    result: { ok: false, problem: { code: 'wrong-phase', detail: 'Too late.' } },
  });
});
