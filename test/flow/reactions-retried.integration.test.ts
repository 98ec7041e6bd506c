import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startReactions, type Reaction } from '#flow/reactions';
import { fakeClock } from '#support/fake-clock';
import { CEREMONY, comeIn, openFlowHouse } from '#support/flow-house';
import { reissue } from '#support/line-checks';
import { nothingLeft } from '#support/reaction-checks';

test('[F9] what fails is tried again, later and later, and says why and when; what comes after it waits', async () => {
  const clock = fakeClock();
  await using house = await openFlowHouse({ clock });
  await comeIn(house, 'director');
  let reason = 'The time stamp cannot be had.';
  const failing: Reaction<unknown> = {
    name: 'stamp',
    on: ['link-reissued'],
    react: async () => {
      if (reason !== '') throw new Error(reason);
      return null;
    },
  };
  const reactions = startReactions({ ...house, timer: clock }, [failing]);
  const position = house.line.committed.position + 1;
  const since = clock.now().toISOString();
  const waits: number[] = [];
  const failed = (tries: number) =>
    expect
      .poll(() => reactions.pending(CEREMONY)[0], { interval: 5 })
      .toMatchObject({
        name: 'stamp',
        position,
        since,
        reason,
        tries,
        nextTry: expect.any(String),
      });
  await reissue(house);
  for (let tries = 1; tries <= 8; tries += 1) {
    await failed(tries);
    if (tries === 2) reason = 'The time stamp still cannot be had.';
    const wait = Date.parse(reactions.pending(CEREMONY)[0]?.nextTry ?? '') - clock.now().getTime();
    waits.push(wait / 1_000);
    // Not a moment before.
    clock.advance(wait - 1);
    await sleep(3);
    expect(reactions.pending(CEREMONY)[0]?.tries).toBe(tries);
    clock.advance(1);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  await failed(9);
  await reissue(house);
  expect(reactions.pending(CEREMONY)).toMatchObject([
    { tries: 9 },
    { position: position + 1, tries: 0, reason: `waits for what follows from event ${position}` },
  ]);
  reason = '';
  clock.advance(60_000);
  await nothingLeft(reactions);
  await reactions.stop();
  expect(await house.store.cursors(CEREMONY)).toEqual(new Map([['stamp', position + 1]]));
});

test('[F10] stopping waits for what runs, starts nothing more and leaves no timer', async () => {
  const clock = fakeClock();
  await using house = await openFlowHouse({ clock });
  await comeIn(house, 'director');
  const begun = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  let asked = 0;
  const slow: Reaction<unknown> = {
    name: 'slow',
    on: ['link-reissued'],
    react: async () => {
      asked += 1;
      begun.resolve();
      await end.promise;
      return null;
    },
  };
  let tries = 0;
  const failing: Reaction<unknown> = {
    name: 'failing',
    on: ['link-reissued'],
    react: async () => {
      tries += 1;
      throw new Error('no');
    },
  };
  const reactions = startReactions({ ...house, timer: clock }, [slow, failing]);
  await Promise.all([reissue(house), reissue(house)]);
  await begun.promise;
  await expect.poll(() => tries).toBe(1);
  let isStopped = false;
  const stopping = reactions.stop().then(() => (isStopped = true));
  await sleep(10);
  expect(isStopped).toBe(false);
  end.resolve();
  await stopping;
  clock.advance(120_000);
  await reissue(house);
  await sleep(20);
  expect([asked, tries]).toEqual([1, 1]);
});
