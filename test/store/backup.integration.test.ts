import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';

import { expect, test, vi } from 'vitest';

import type { Store } from '#store/port';
import { openSqliteStore } from '#store/sqlite-store';
import { sqlitePlace, tamper } from '#support/sqlite-place';
import { LEDGER, request } from '#support/store-requests';

const run = async (command: 'backup' | 'restore', ...args: readonly string[]) => {
  const entry = fileURLToPath(new URL(`../../server/cli/${command}.ts`, import.meta.url));
  const child = spawn(process.execPath, [entry, ...args]);
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk));
  const [code]: unknown[] = await once(child, 'close');
  return { code, out, err };
};

const restore = (from: string, folder: string) => run('restore', '--from', from, '--data', folder);

const key = Buffer.from([0, 255, 1, 2, 3]);

const placeWithKeys = () => {
  const place = sqlitePlace();
  mkdirSync(join(place.folder, 'keys', 'authority'), { recursive: true, mode: 0o700 });
  writeFileSync(join(place.folder, 'keys', 'authority', 'root.key'), key, { mode: 0o600 });
  return place;
};

const appendUntil = async (store: Store, isDone: () => boolean): Promise<number> => {
  for (let version = 0; ; version += 1) {
    if (isDone()) return version;
    const segments = [{ document: 'd', index: version, bytes: new Uint8Array(5_000).fill(version) }];
    await store.append(request('a', version, { segments }));
  }
};

test('[L20][L21] a backup made while the server writes restores to a whole ledger with its keys', async () => {
  await using place = placeWithKeys();
  await using store = await place.open();
  const file = place.beside('teken.backup');
  let isDone = false;
  const writing = appendUntil(store, () => isDone);
  while ((await store.ledgers())[0]?.position !== undefined && ((await store.ledgers())[0]?.position ?? 0) < 50);
  const made = await run('backup', '--out', file, '--data', place.folder);
  isDone = true;
  const written = await writing;
  expect(made).toMatchObject({ code: 0, err: '' });
  expect(made.out).toMatch(/ledgers 1, events \d+, key files 1\.[^]*private keys/u);
  expect(statSync(file).mode & 0o777).toBe(0o600);

  const folder = place.beside('restored');
  const restored = await run('restore', '--from', file, '--data', folder);
  expect(restored).toMatchObject({ code: 0, err: '' });
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  const keyFile = join(folder, 'keys', 'authority', 'root.key');
  expect(readFileSync(keyFile)).toEqual(key);
  expect(statSync(keyFile).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, 'teken.db')).mode & 0o777).toBe(0o600);

  await using again = await openSqliteStore({ folder });
  const check = await again.verifyChain(LEDGER);
  expect(check.ok).toBe(true);
  expect(check.events).toBeLessThanOrEqual(written);
  expect(await again.read(LEDGER, 0, written)).toEqual(await store.read(LEDGER, 0, check.events));
  expect((await again.readDocument(LEDGER, 'd'))?.length ?? 0).toBe(check.events * 5_000);
  expect(await again.append(request('a', check.events))).toMatchObject({ ok: true });
  // The keys stand in their folder only, no longer in the database.
  using raw = new DatabaseSync(join(folder, 'teken.db'), { readOnly: true });
  expect(raw.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'key_files'").get()).toEqual({ n: 0 });
});

test('[L20] the store itself makes the same backup, and a stopped server leaves one to make', async () => {
  await using place = placeWithKeys();
  {
    await using store = await place.open();
    await store.append(request('a', 0));
    await store.backup(place.beside('online'));
    await expect(store.backup(place.beside('online'))).rejects.toMatchObject({ code: 'occupied' });
  }
  // Without --data, the folder that the server itself would take.
  vi.stubEnv('DATA_DIR', place.folder);
  expect(await run('backup', '--out', place.beside('stopped'))).toMatchObject({ code: 0 });
  vi.unstubAllEnvs();
  for (const name of ['online', 'stopped']) {
    const folder = place.beside(`from-${name}`);
    mkdirSync(folder);
    expect(await run('restore', '--from', place.beside(name), '--data', folder)).toMatchObject({ code: 0 });
    await using store = await openSqliteStore({ folder });
    expect(await store.verifyChain(LEDGER)).toEqual({ ok: true, events: 1, brokenAt: null });
  }
});

test('[L20] a backup overwrites nothing and leaves no half file', async () => {
  await using place = placeWithKeys();
  const file = place.beside('teken.backup');
  expect(await run('backup', '--out', file, '--data', place.folder)).toMatchObject({
    code: 1,
    err: expect.stringContaining('There is no database in'),
  });
  await (await place.open())[Symbol.asyncDispose]();
  writeFileSync(file, 'precious');
  expect(await run('backup', '--out', file, '--data', place.folder)).toMatchObject({
    code: 1,
    err: expect.stringContaining('exists already'),
  });
  expect(readFileSync(file, 'utf8')).toBe('precious');
  expect(await run('backup', '--out', place.beside('no/such/folder'), '--data', place.folder)).toMatchObject({
    code: 1,
  });
  expect(readdirSync(place.beside('')).toSorted()).toEqual(['data', 'teken.backup']);
  expect(await run('backup')).toMatchObject({ code: 2, err: expect.stringContaining('Usage: npm run -s backup') });
  expect(await run('restore', '--form', file)).toMatchObject({ code: 2, err: expect.stringContaining('Usage') });
});

test('[L21] a restore refuses an occupied folder, a broken chain, and what is no backup, and leaves nothing', async () => {
  await using place = placeWithKeys();
  const file = place.beside('teken.backup');
  {
    await using store = await place.open();
    for (let version = 0; version < 5; version += 1) {
      const segments = [{ document: 'd', index: version, bytes: new Uint8Array(10) }];
      await store.append(request('a', version, { segments }));
    }
    await store.backup(file);
  }
  const fresh = place.beside('fresh');

  expect(await restore(file, place.folder)).toMatchObject({ code: 1, err: expect.stringContaining('is not empty') });
  expect(await restore(place.beside('absent'), fresh)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/no file/u),
  });
  expect(await restore(join(place.folder, 'teken.db'), fresh)).toMatchObject({
    code: 1,
    err: expect.stringContaining('no backup'),
  });
  writeFileSync(place.beside('garbage'), 'x'.repeat(5_000));
  expect(await restore(place.beside('garbage'), fresh)).toMatchObject({
    code: 1,
    err: expect.stringContaining('damaged'),
  });

  tamper(file, `UPDATE segments SET bytes = x'00' WHERE idx = 2`);
  expect(await restore(file, fresh)).toMatchObject({ code: 1, err: expect.stringContaining('segment 2') });
  tamper(file, `UPDATE events SET actor = 'minister' WHERE position = 4`);
  expect(await restore(file, fresh)).toMatchObject({ code: 1, err: expect.stringContaining('breaks at event 4') });

  expect(existsSync(fresh)).toBe(false);
  expect(readdirSync(place.beside('')).toSorted()).toEqual(['data', 'garbage', 'teken.backup']);
});
