import { randomUuid } from '#platform/random';
import { openStore } from '#server/app';
import type { Store, StoredEvent } from '#store/port';
import { openBenchHouse, temporaryFolder, type BenchHouse, type BenchPerson } from './bench-house.ts';
import { drive, measured, quantile, type Bench, type Measurement, type Row } from './row.ts';
import { slowDisk } from './slow-disk.ts';

const row = 'ledger';
const CLIENTS = 64;
const ROUNDS = 4;

/** Commands through the whole path, durable when they are answered, and the bare store with the same bytes beside it. */
export const ledger: Row = async (bench) => {
  const oneStream = await rate(bench, 1, 2_500);
  const manyStreams = await rate(bench, 32, 5_000);
  return [oneStream, manyStreams, await endurance(bench), await slowDisk(bench)];
};

/** The director gives these people new links, one after another: an event a command, a stream a person. */
const linker = async (house: BenchHouse, streams: number): Promise<(index: number) => Promise<unknown>> => {
  const director = await house.comeAs('director');
  const people = [...house.live.ceremony.people.values()].filter(({ role }) => role === 'signatory').slice(0, streams);
  return (index) => reissue(director, people[index % people.length]?.personId ?? '');
};

const reissue = (director: BenchPerson, personId: string): Promise<unknown> =>
  director.must('link:reissue', { personId });

const rate = async (bench: Bench, streams: number, target: number): Promise<Measurement> => {
  bench.say(`${row}: commands on ${streams} stream(s), ${CLIENTS} clients`);
  await using house = await openBenchHouse();
  await using folder = await temporaryFolder();
  await using bare = await openStore(folder.path);
  const next = await linker(house, streams);
  const each = bench.size(2_500, 128);
  const { ceremonyId } = house.live;
  const versions = new Map<string, number>();
  let spent = 0;
  let spentBare = 0;
  // The first round warms up both. They take turns, so that whatever else the machine does meets both.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const after = house.live.position;
    const own = await drive(CLIENTS, each, next);
    const events = await house.store.read(ceremonyId, after, each);
    if (events.length !== each) throw new Error(`${each} commands wrote ${events.length} events.`);
    const same = await drive(CLIENTS, each, (index) => appendAgain(bare, events[index], versions));
    if (round === 0) continue;
    spent += own;
    spentBare += same;
  }
  return measured({
    row,
    metric: `durable commands, ${CLIENTS} clients, ${streams === 1 ? 'one stream' : `${streams} streams`}`,
    value: (ROUNDS * each * 1_000) / spent,
    unit: '/s',
    target,
    better: 'higher',
    reference: { name: 'bare store, same events', value: (ROUNDS * each * 1_000) / spentBare },
  });
};

/** The same event and a command record of the same size, straight to a store. */
const appendAgain = async (
  store: Store,
  event: StoredEvent | undefined,
  versions: Map<string, number>,
): Promise<void> => {
  if (event === undefined) return;
  const { ledger: name, stream, type, schema, data, actor, at } = event;
  const expectedVersion = versions.get(stream) ?? 0;
  versions.set(stream, expectedVersion + 1);
  const outcome = await store.append({
    ledger: name,
    actor,
    at,
    writes: [{ stream, expectedVersion, events: [{ type, schema, data }] }],
    command: { actor, id: randomUuid(), payloadHash: event.hash, result: { ok: true } },
  });
  if (!outcome.ok) throw new Error(outcome.detail);
};

/** Of so many stretches the one in the middle tells: a pause of the disk or the collector is in one of them, not in all. */
const STRETCHES = 15;

/** Whether a long ledger makes commands slower. */
const endurance = async (bench: Bench): Promise<Measurement> => {
  const total = bench.size(100_000, 1_000);
  const part = total / 100;
  bench.say(`${row}: ${total} commands on 32 streams`);
  await using house = await openBenchHouse();
  await using folder = await temporaryFolder();
  await using bare = await openStore(folder.path);
  const next = await linker(house, 32);
  const ratioOf = async (job: (index: number) => Promise<unknown>): Promise<number> => {
    const stretch = (jobs: number): Promise<number> => drive(CLIENTS, jobs, job);
    const middleOf = async (): Promise<number> => {
      const spent: number[] = [];
      while (spent.length < STRETCHES) spent.push(await stretch(part));
      return quantile(spent, 0.5);
    };
    await stretch(part);
    const early = await middleOf();
    await stretch(total - (2 * STRETCHES + 1) * part);
    return early / (await middleOf());
  };
  const before = house.live.position;
  const value = await ratioOf(next);
  const events = await house.store.read(house.live.ceremonyId, before, part);
  const versions = new Map<string, number>();
  let turn = 0;
  const reference = await ratioOf(() => appendAgain(bare, events[turn++ % events.length], versions));
  return measured({
    row,
    metric: `the last ${STRETCHES * part} of ${total} commands as fast as the first`,
    value,
    unit: '×',
    target: 0.8,
    better: 'higher',
    reference: { name: 'bare store, same events', value: reference },
  });
};
