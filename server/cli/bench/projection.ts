import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openStore } from '#server/app';
import type { Store, StoredEvent } from '#store/port';
import { temporaryFolder } from './bench-house.ts';
import { openSigning } from './open-signing.ts';
import { measured, type Bench, type Measurement, type Row } from './row.ts';
import type { StartFigures } from './start-figures.ts';

const row = 'projection';
const START = fileURLToPath(new URL('start-once.ts', import.meta.url));

/** What a start reads, in a process of its own; beside it, SQLite and SHA-256 alone over the same rows. */
export const projection: Row = async (bench) => {
  const morning = await recordMorning(bench);
  const start = await measureStart(bench, morning, bench.size(200_000), 4);
  const long = await measureStart(bench, morning, bench.size(1_000_000), 1);
  const seconds = (
    metric: string,
    milliseconds: number,
    target: number,
    reference: Measurement['reference'],
  ): Measurement =>
    measured({
      row,
      metric,
      value: milliseconds / 1_000,
      unit: 's',
      target,
      better: 'lower',
      reference: { ...reference, value: reference.value / 1_000 },
    });
  return [
    seconds(`start with ${start.events} events of open ceremonies`, start.startMs, 2, {
      name: 'SQLite reads the rows',
      value: start.bareReadMs,
    }),
    seconds(`${long.events} events replayed and parsed`, long.startMs, 8, {
      name: 'SQLite reads the rows',
      value: long.bareReadMs,
    }),
    seconds(`chain of ${long.events} events checked`, long.chainMs, 12, {
      name: 'SHA-256 of the same bytes',
      value: long.bareHashMs,
    }),
    measured({
      row,
      metric: `peak memory, ${long.events} events replayed and their chain checked`,
      value: long.peakMegabytes,
      unit: 'MB',
      target: 500,
      better: 'lower',
      reference: { name: 'the same process before it opens the store', value: long.idleMegabytes },
    }),
  ];
};

/** The events of a real morning: people arrive, are identified, consent and sign. */
const recordMorning = async (bench: Bench): Promise<readonly StoredEvent[]> => {
  bench.say(`${row}: a morning of commands, to be told again and again`);
  await using signing = await openSigning(bench.size(8, 2));
  const { house, director, agreements } = signing;
  for (const { agreementId, signers } of agreements) {
    for (const signer of signers) await signer.sign(agreementId);
  }
  for (const { signers } of agreements)
    for (const { personId } of signers) await director.must('link:reissue', { personId });
  // Awaited here, for the house is closed when this returns.
  const events = await house.store.read(house.live.ceremonyId, 0, 100_000);
  return events;
};

const measureStart = async (
  bench: Bench,
  morning: readonly StoredEvent[],
  events: number,
  ceremonies: number,
): Promise<StartFigures> => {
  bench.say(`${row}: writing ${events} events of ${ceremonies} open ceremonies`);
  await using folder = await temporaryFolder();
  {
    await using store = await openStore(folder.path);
    for (let index = 0; index < ceremonies; index += 1)
      await tellAgain(store, `open-${index + 1}`, morning, Math.ceil(events / ceremonies));
  }
  bench.say(`${row}: starting with them`);
  const { stdout } = await promisify(execFile)(process.execPath, [START, folder.path]);
  const figures = JSON.parse(stdout) as StartFigures;
  return figures;
};

/** A batch is some hundred events, as a busy second writes them. */
const BATCH = 500;

/** The plan once, then what happened on the morning over and over, each stream going on from where it was. */
const tellAgain = async (store: Store, name: string, morning: readonly StoredEvent[], total: number): Promise<void> => {
  const planned = morning.findIndex(({ actor }) => actor !== 'import');
  const [plan, day] = [morning.slice(0, planned), morning.slice(planned)];
  const versions = new Map<string, number>();
  const write = async (events: readonly StoredEvent[]): Promise<void> => {
    const before = new Map(versions);
    const byStream = Map.groupBy(events, ({ stream }) => stream);
    for (const [stream, own] of byStream) versions.set(stream, (before.get(stream) ?? 0) + own.length);
    const outcome = await store.append({
      ledger: name,
      actor: 'director',
      at: events[0]?.at ?? '',
      writes: [...byStream].map(([stream, own]) => ({
        stream,
        expectedVersion: before.get(stream) ?? 0,
        events: own.map(({ type, schema, data }) => ({ type, schema, data })),
      })),
    });
    if (!outcome.ok) throw new Error(outcome.detail);
  };
  await write(plan);
  let batch: StoredEvent[] = [];
  for (let told = plan.length; told < total; told += 1) {
    const event = day[(told - plan.length) % day.length];
    if (event !== undefined) batch.push(event);
    if (batch.length < BATCH && told + 1 < total) continue;
    await write(batch);
    batch = [];
  }
};
