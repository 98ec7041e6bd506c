import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ceremonyWrites, toStreamWrites } from '#flow/act';
import { createAhead } from '#flow/ahead';
import { openCeremonies } from '#flow/ceremonies';
import { startReactions, type Reaction, type Reactions } from '#flow/reactions';
import { openLog } from '#platform/log';
import type { AppendRequest, Store, StoredEvent } from '#store/port';
import { openSqliteStore } from '#store/sqlite-store';
import { fakeClock } from '#support/fake-clock';
import { CEREMONY, comeIn, openFlowHouse, type FlowHouse } from '#support/flow-house';
import { secondLink } from '#support/second-link';

const actUntilKilled = fileURLToPath(new URL('../support/act-until-killed.ts', import.meta.url));

const reissue = (house: FlowHouse) => house.command('director', 'link:reissue', { personId: 's-c1' });
const eventsOf = (store: Store) => store.read(CEREMONY, 0, 100_000);
const linksOf = (events: readonly StoredEvent[], personId: string) =>
  events.filter(({ type, stream }) => type === 'link-reissued' && stream === `person/${personId}`);
const nothingLeft = (reactions: Reactions) =>
  expect.poll(() => reactions.pending(CEREMONY), { timeout: 10_000, interval: 10 }).toEqual([]);

/** One new link of s-u1 for each of s-c1, each recorded under its event, and the cursor at the last. */
const expectOneEach = async (store: Store, atLeast = 0): Promise<void> => {
  const events = await eventsOf(store);
  const causes = linksOf(events, 's-c1');
  expect(causes.length).toBeGreaterThanOrEqual(atLeast);
  const followed = linksOf(events, 's-u1');
  expect(followed.map(({ data }) => data['serial'])).toEqual(causes.map((_, index) => index + 2));
  for (const { position } of causes) {
    const known = await store.findCommand(CEREMONY, 'reaction/second-link', `${CEREMONY}/${position}`);
    expect(known?.result).toEqual({ ok: true });
  }
};

test('[F1] [F8] killed again and again: every answer stands, every event is followed once, and replay is live', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'teken-killed-'));
  const folder = join(parent, 'data');
  const answered: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const child = spawn(process.execPath, [actUntilKilled, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await expect.poll(() => said.split('\n').length, { timeout: 20_000, interval: 5 }).toBeGreaterThan(40);
    await sleep(Math.random() * 150);
    child.kill('SIGKILL');
    await once(child, 'close');
    answered.push(...said.split('\n').slice(1, -1).map(Number));
  }
  await using house = await openFlowHouse({ folder });
  const reactions = startReactions({ ...house, timer: fakeClock() }, [secondLink]);
  await nothingLeft(reactions);
  await reactions.stop();
  const events = await eventsOf(house.store);
  const own = new Set(linksOf(events, 's-c1').map(({ position }) => position));
  expect(answered.length).toBeGreaterThan(60);
  // An acknowledgement names the ledger's position after it, which is its own event's.
  expect(answered.filter((position) => !own.has(position))).toEqual([]);
  await expectOneEach(house.store, answered.length);
  const again = await openCeremonies(house.store);
  again.stop();
  expect(house.line.committed).toEqual(again.find(CEREMONY));
  await rm(parent, { recursive: true, force: true });
}, 120_000);

const isReaction = ({ actor }: AppendRequest): boolean => actor === 'reaction/second-link';
const crash = (): never => {
  throw new Error('crash');
};

/** The steps of one reaction, at each of which the process ends. */
const steps: { readonly [step: string]: (store: Store) => Store } = {
  'the cursor is read': (store) => ({ ...store, cursors: async () => crash() }),
  'the events are read': (store) => ({ ...store, read: async () => crash() }),
  'nothing is written yet': (store) => ({
    ...store,
    append: async (request) => (isReaction(request) ? crash() : store.append(request)),
  }),
  'everything is written, and nobody has heard': (store) => ({
    ...store,
    append: async (request) => {
      const outcome = await store.append(request);
      return isReaction(request) ? crash() : outcome;
    },
  }),
};

test.for(Object.keys(steps))('[F7] [F8] ended when %s, it is neither skipped nor done twice', async (step) => {
  const parent = await mkdtemp(join(tmpdir(), 'teken-ended-'));
  const folder = join(parent, 'data');
  const wrap = steps[step] ?? crash;
  {
    await using house = await openFlowHouse({ folder });
    await comeIn(house, 'director');
    for (let times = 0; times < 3; times += 1) await reissue(house);
  }
  {
    await using house = await openFlowHouse({ folder });
    const reactions = startReactions({ ...house, ...faulty(house, wrap), timer: fakeClock() }, [secondLink]);
    await expect.poll(() => reactions.pending(CEREMONY)[0]?.reason, { timeout: 5_000 }).toBe('crash');
    await reissue(house);
    await reactions.stop();
  }
  await using house = await openFlowHouse({ folder });
  const reactions = startReactions({ ...house, timer: fakeClock() }, [secondLink]);
  await nothingLeft(reactions);
  await expectOneEach(house.store, 4);
  // And on.
  await reissue(house);
  await nothingLeft(reactions);
  await expectOneEach(house.store, 5);
  await reactions.stop();
  await rm(parent, { recursive: true, force: true });
});

/** The same house with a store between it and the reactions that fails at one step. */
const faulty = (house: FlowHouse, wrap: (store: Store) => Store) => {
  const store = wrap(house.store);
  const { line } = house;
  const send: typeof line.send = (request, upon) =>
    isReaction({ ...request, ledger: CEREMONY })
      ? store.append({ ...request, ledger: CEREMONY })
      : line.send(request, upon);
  const own = { ...line, send };
  return { store, ahead: { find: () => own, load: async () => own } };
};

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
