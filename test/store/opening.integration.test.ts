import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { databaseFile } from '#store/database';
import { openSqliteStore } from '#store/sqlite-store';
import { sqlitePlace, tamper } from '#support/sqlite-place';
import { LEDGER, request } from '#support/store-requests';

const APPENDER = fileURLToPath(new URL('../support/append-until-killed.ts', import.meta.url));

const startAppender = (folder: string, round: number) => {
  const child = spawn(process.execPath, [APPENDER, folder, String(round)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  // Only whole lines were acknowledged.
  return { child, lines: () => output.split('\n').slice(0, -1), closed: once(child, 'close') };
};

const opening = async (appender: ReturnType<typeof startAppender>): Promise<void> => {
  while (appender.lines().length === 0) await once(appender.child.stdout, 'data');
};

test('[L7] a process killed at ten random moments loses nothing that it acknowledged', async () => {
  await using place = sqlitePlace();
  let events = 0;
  let acknowledged = 0;
  for (let round = 0; round < 10; round += 1) {
    const appender = startAppender(place.folder, round);
    await opening(appender);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 150));
    appender.child.kill('SIGKILL');
    await appender.closed;

    // At once, in the lock and the log that the dead process left behind.
    await using store = await place.open();
    const check = await store.verifyChain(LEDGER);
    expect(check.ok).toBe(true);
    const added = new Map((await store.read(LEDGER, events, 1_000_000)).map((event) => [event.position, event]));
    events = check.events;
    for (const line of appender.lines().slice(1)) {
      const [position, stream, version, hash] = line.split(' ');
      const event = added.get(Number(position));
      expect([event?.stream, event?.data['version'], event?.hash]).toEqual([stream, Number(version), hash]);
      expect(await store.findCommand(LEDGER, String(stream), `${stream}-${version}`)).not.toBeNull();
      acknowledged += 1;
    }
    // No event without its segment, no segment without its event.
    for (let index = 0; index < 8; index += 1) {
      const stream = `round-${round}-${index}`;
      const ofStream = [...added.values()].filter((event) => event.stream === stream);
      expect((await store.readDocument(LEDGER, stream))?.length ?? 0).toBe(ofStream.length * 3_000);
    }
  }
  expect(acknowledged).toBeGreaterThan(10);
});

test('[L16] a second process is refused with a sentence that names the first, until the first is gone', async () => {
  await using place = sqlitePlace();
  const appender = startAppender(place.folder, 0);
  await opening(appender);
  await expect(place.open()).rejects.toMatchObject({
    code: 'locked',
    message: expect.stringContaining(`in use by process ${appender.child.pid}`),
  });
  appender.child.kill('SIGKILL');
  await appender.closed;
  await using store = await place.open();
  // The same process is no exception.
  await expect(place.open()).rejects.toMatchObject({ code: 'locked' });
  expect(await store.append(request('a', 0))).toMatchObject({ ok: true });
});

test('[L17] a folder that cannot be made is refused with a sentence', async () => {
  await using place = sqlitePlace();
  writeFileSync(place.folder, 'a file is in the way');
  for (const folder of [place.folder, `${place.folder}/below`, '/sys/teken', '/proc/teken/data']) {
    await expect(openSqliteStore({ folder })).rejects.toMatchObject({
      code: 'unwritable',
      message: expect.stringMatching(/cannot be written .* DATA_DIR/u),
    });
  }
});

test('[L17] a damaged database is refused with a sentence and not touched', async () => {
  const damage: readonly (readonly [string, (file: string) => void])[] = [
    ['garbage for a header', (file) => writeFileSync(file, 'x'.repeat(100), { flag: 'r+' })],
    ['no database at all', (file) => writeFileSync(file, 'x'.repeat(9_000))],
    ['empty', (file) => truncateSync(file, 0)],
    ['cut off', (file) => truncateSync(file, readFileSync(file).length - 4_096 * 3)],
    ['a page of garbage', (file) => writeFileSync(file, overwrite(readFileSync(file), 4_096 * 2, 4_096))],
    ["someone else's database", (file) => tamper(file, 'PRAGMA application_id = 1')],
    ['gone, but not its log', (file) => (writeFileSync(`${file}-wal`, 'x'), rmSync(file))],
  ];
  await using place = sqlitePlace();
  {
    await using store = await place.open();
    await Promise.all(Array.from({ length: 100 }, (_, index) => store.append(request(`s${index}`, 0))));
  }
  for (const [what, spoil] of damage) {
    const folder = place.beside(what);
    cpSync(place.folder, folder, { recursive: true });
    const file = databaseFile(folder);
    spoil(file);
    const before = readdirSync(folder).includes('teken.db') ? readFileSync(file) : null;
    await expect(openSqliteStore({ folder }), what).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringMatching(/teken\.db is damaged .* restore/u),
    });
    expect(readdirSync(folder).includes('teken.db') ? readFileSync(file) : null, what).toEqual(before);
  }
});

const overwrite = (bytes: Buffer, from: number, length: number): Buffer => bytes.fill(0xa5, from, from + length);

test('[L17] a database from a newer Teken is refused with a sentence', async () => {
  await using place = sqlitePlace();
  await (await place.open())[Symbol.asyncDispose]();
  tamper(databaseFile(place.folder), 'PRAGMA user_version = 99');
  await expect(place.open()).rejects.toMatchObject({
    code: 'newer',
    message: expect.stringContaining('written by a newer Teken (schema 99'),
  });
});
