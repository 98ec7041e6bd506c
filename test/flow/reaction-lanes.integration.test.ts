import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startReactions, type Reaction } from '#flow/reactions';
import { createReactionQueue } from '#flow/reaction-queue';
import type { StoredEvent } from '#store/port';
import { fakeClock } from '#support/fake-clock';
import { CEREMONY, comeIn, openFlowHouse, type FlowHouse } from '#support/flow-house';
import { secondLink } from '#support/second-link';
import { nothingLeft } from '#support/reaction-checks';

const PEOPLE = ['s-c1', 's-u1', 's-c2'] as const;
const reissue = (house: FlowHouse, personId: string) => house.command('director', 'link:reissue', { personId });
const cursorOf = async ({ store }: FlowHouse): Promise<number | undefined> =>
  (await store.cursors(CEREMONY)).get('act');

/** Writes nothing but that it was done, for each person by themselves; `broken` fail. */
const acting = (broken: ReadonlySet<string>, done: string[], pause = 0): Reaction<unknown> => ({
  name: 'act',
  on: ['link-reissued'],
  lane: ({ stream }) => stream,
  react: async ({ event }) => {
    await sleep(pause);
    if (broken.has(event.stream)) throw new Error('The authority is away.');
    done.push(event.stream);
    return { writes: [] };
  },
});

test('[F25] what fails for one holds up nobody else, and those side by side really are', async () => {
  await using house = await openFlowHouse();
  await comeIn(house, 'director');
  const [broken, done]: [Set<string>, string[]] = [new Set(['person/s-u1']), []];
  const clock = fakeClock();
  let [atOnce, most] = [0, 0];
  const act = acting(broken, done, 20);
  const counted: Reaction<unknown> = {
    ...act,
    react: async (moment) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      try {
        return await act.react(moment);
      } finally {
        atOnce -= 1;
      }
    },
  };
  const reactions = startReactions({ ...house, clock, timer: clock }, [counted]);
  const first = house.line.committed.position + 1;
  await Promise.all(PEOPLE.map((personId) => reissue(house, personId)));
  await Promise.all(PEOPLE.map((personId) => reissue(house, personId)));
  await expect.poll(() => done.length, { timeout: 5_000 }).toBe(4);
  expect(done.toSorted()).toEqual(['person/s-c1', 'person/s-c1', 'person/s-c2', 'person/s-c2']);
  expect(most).toBeGreaterThan(1);
  await expect.poll(() => reactions.pending(CEREMONY).length).toBe(2);
  const failing = reactions.pending(CEREMONY);
  expect(failing).toMatchObject([
    { stream: 'person/s-u1', reason: 'The authority is away.', tries: 1 },
    { stream: 'person/s-u1', reason: `waits for what follows from event ${failing[0]?.position}`, tries: 0 },
  ]);
  // [F26] Before the one that fails, and not past it.
  expect(await cursorOf(house)).toBe(
    (failing[0]?.position ?? 0) === first ? undefined : (failing[0]?.position ?? 0) - 1,
  );
  broken.clear();
  clock.advance(1_000);
  await nothingLeft(reactions);
  expect(done.slice(4)).toEqual(['person/s-u1', 'person/s-u1']);
  await reactions.stop();
  expect(await cursorOf(house)).toBe(first + 5);
});

test('[F26] ended while one in the middle fails, the next start does that one and nothing again', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'teken-lanes-'));
  const folder = join(parent, 'data');
  const done: string[] = [];
  let failed = 0;
  {
    await using house = await openFlowHouse({ folder });
    await comeIn(house, 'director');
    const reactions = startReactions({ ...house, timer: fakeClock() }, [acting(new Set(['person/s-u1']), done)]);
    for (const personId of PEOPLE) await reissue(house, personId);
    await expect.poll(() => done.length, { timeout: 5_000 }).toBe(2);
    failed = reactions.pending(CEREMONY)[0]?.position ?? 0;
    await reactions.stop();
    expect(await cursorOf(house)).toBe(failed - 1);
  }
  await using house = await openFlowHouse({ folder });
  const reactions = startReactions({ ...house, timer: fakeClock() }, [acting(new Set(), done)]);
  await nothingLeft(reactions);
  await reactions.stop();
  expect(done).toEqual(['person/s-c1', 'person/s-c2', 'person/s-u1']);
  expect(await cursorOf(house)).toBe(failed + 1);
  await rm(parent, { recursive: true, force: true });
});

test('[F26] a cursor that cannot be moved alone is logged once, and moves with the next event', async () => {
  await using house = await openFlowHouse();
  await comeIn(house, 'director');
  let [refused, isFull] = [0, true];
  const { store } = house;
  const full: typeof store = {
    ...store,
    append: async (request) => {
      if (!isFull || request.cursor === undefined) return store.append(request);
      refused += 1;
      throw new Error('full');
    },
  };
  const idle: Reaction<unknown> = { name: 'act', on: ['link-reissued'], react: async () => null };
  const reactions = startReactions({ ...house, store: full, timer: fakeClock() }, [idle]);
  await reissue(house, 's-c1');
  await expect.poll(() => refused).toBe(1);
  await sleep(50);
  expect([refused, reactions.pending(CEREMONY)]).toEqual([1, []]);
  isFull = false;
  await reissue(house, 's-c1');
  await expect.poll(() => cursorOf(house)).toBe(house.line.committed.position);
  await reactions.stop();
});

const eventAt = (position: number, stream: string): StoredEvent => ({
  ledger: CEREMONY,
  position,
  stream,
  version: 1,
  type: 'link-reissued',
  schema: 1,
  data: {},
  actor: 'director',
  at: '2021-01-18T03:00:00.000Z',
  previousHash: '',
  hash: '',
});

const PLACES = [3, 5, 8, 9];
/** The last place that has nothing before it but what is done. */
const passable = (done: ReadonlySet<number>): number | null =>
  PLACES.findLast((_, index) => PLACES.slice(0, index + 1).every((place) => done.has(place))) ?? null;

test('[F26] for every order of ending, no cursor passes what is not done', () => {
  const orders = [0, 1, 2, 3].flatMap((a) =>
    [0, 1, 2, 3].flatMap((b) => [0, 1, 2, 3].flatMap((c) => [0, 1, 2, 3].map((d) => [a, b, c, d]))),
  );
  for (const order of orders.filter((one) => new Set(one).size === 4)) {
    const queue = createReactionQueue(({ stream }) => stream);
    for (const position of PLACES) queue.add(eventAt(position, `s${position}`));
    const entries = queue.startable(16);
    expect(entries).toHaveLength(4);
    for (const entry of entries) entry.state = 'runs';
    const done = new Set<number>();
    for (const index of order) {
      const entry = entries[index];
      if (entry === undefined) throw new Error('There are four.');
      const { position } = entry.event;
      expect(queue.doneUpTo(entry)).toBe(passable(new Set([...done, position])));
      queue.finish(entry);
      done.add(position);
      expect(queue.doneUpTo()).toBe(passable(done));
    }
    expect(queue.left()).toEqual([]);
  }
});

test('[F8] [F25] what is written for one stands beside what is written for another, each once', async () => {
  await using house = await openFlowHouse();
  await comeIn(house, 'director');
  const reactions = startReactions({ ...house, timer: fakeClock() }, [
    { ...secondLink, lane: ({ position }) => String(position % 2) },
  ]);
  await Promise.all(Array.from({ length: 10 }, () => reissue(house, 's-c1')));
  await nothingLeft(reactions);
  await reactions.stop();
  const events = await house.store.read(CEREMONY, 0, 100_000);
  const of = (stream: string) => events.filter((event) => event.type === 'link-reissued' && event.stream === stream);
  expect([of('person/s-c1').length, of('person/s-u1').length]).toEqual([10, 10]);
  expect((await house.store.cursors(CEREMONY)).get('second-link')).toBe(events.at(-1)?.position);
});
