import { closeSync, openSync, readdirSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { expect, test } from 'vitest';

import { databaseFile } from '#store/database';
import { openSqliteStore } from '#store/sqlite-store';
import { sqlitePlace, tamper } from '#support/sqlite-place';
import { LEDGER, noted, request } from '#support/store-requests';
import { describeStore } from '#support/store-suite';

describeStore('the SQLite store', async () => sqlitePlace());

const fill = async (
  place: ReturnType<typeof sqlitePlace>,
  events: number,
  ledgers: readonly string[] = [LEDGER],
): Promise<void> => {
  await using store = await place.open();
  const requests = ledgers.flatMap((ledger) =>
    Array.from({ length: events }, (_, index) => request(`s${index}`, 0, { ledger })),
  );
  await Promise.all(requests.map((one) => store.append(one)));
};

test('[L7] after a clean stop everything is in the one file', async () => {
  await using place = sqlitePlace();
  const store = await place.open();
  await store.append(request('a', 0));
  expect(await store.read(LEDGER, 0, 10)).toHaveLength(1);
  await store[Symbol.asyncDispose]();
  expect(readdirSync(place.folder).sort()).toEqual(['lock.db', 'teken.db']);
});

test('[L11] finds the first event that was changed, removed, reordered, slipped in or re-dated', async () => {
  // Each in a ledger of its own, so that one store holds them all.
  const cases: readonly (readonly [string, number])[] = [
    [`UPDATE events SET data = replace(data, '1', '2') WHERE position = 7`, 7],
    [`UPDATE events SET data = '{"n": 1}' WHERE position = 7`, 7],
    [`UPDATE events SET at = '2021-01-18T02:00:00.001Z' WHERE position = 1`, 1],
    [`UPDATE events SET actor = 'minister' WHERE position = 20`, 20],
    [`UPDATE events SET previous_hash = hash WHERE position = 11`, 11],
    [`DELETE FROM events WHERE position = 5`, 5],
    [`DELETE FROM events WHERE position = 1`, 1],
    [`UPDATE events SET position = 100 WHERE position = 3`, 3],
    [
      `UPDATE events SET position = 100 WHERE position = 3; UPDATE events SET position = 3 WHERE position = 4;
       UPDATE events SET position = 4 WHERE position = 100;`,
      3,
    ],
    [
      `INSERT INTO events SELECT ledger, 21, stream, 2, type, schema, data, actor, at, previous_hash, hash FROM events WHERE position = 20`,
      21,
    ],
    [`DELETE FROM events WHERE position = 9; UPDATE events SET position = position - 1 WHERE position > 9;`, 9],
  ];
  await using place = sqlitePlace();
  const ledgers = cases.map((_, index) => `case-${index}`);
  await fill(place, 20, [...ledgers, LEDGER]);
  const statements = cases.map(([statement], index) =>
    statement.replaceAll('WHERE position', `WHERE ledger = 'case-${index}' AND position`),
  );
  tamper(databaseFile(place.folder), ...statements);
  await using store = await place.open();
  for (const [index, [statement, brokenAt]] of cases.entries()) {
    const found = await store.verifyChain(`case-${index}`);
    expect(found, statement).toEqual({ ok: false, events: brokenAt - 1, brokenAt });
  }
  expect(await store.verifyChain(LEDGER)).toMatchObject({ ok: true, events: 20 });
});

test('[L11] finds a byte flipped in the file itself', async () => {
  await using place = sqlitePlace();
  await using store = await place.open();
  await store.append({
    ...request('a', 0),
    writes: [{ stream: 'a', expectedVersion: 0, events: [noted({ value: 'Rp1500000000000' }), noted()] }],
  });
  await store[Symbol.asyncDispose]();
  const file = databaseFile(place.folder);
  const at = readFileSync(file).indexOf('Rp1500000000000') + 2;
  const handle = openSync(file, 'r+');
  writeSync(handle, '9', at);
  closeSync(handle);
  await using again = await place.open();
  expect((await again.read(LEDGER, 0, 1))[0]?.data).toEqual({ value: 'Rp9500000000000' });
  expect(await again.verifyChain(LEDGER)).toEqual({ ok: false, events: 0, brokenAt: 1 });
});

test('[L5] refuses to hand out document bytes that are not what was stored', async () => {
  await using place = sqlitePlace();
  await using store = await place.open();
  const segments = [0, 1, 2].map((index) => ({ document: 'd', index, bytes: new Uint8Array([index]) }));
  await store.append(request('a', 0, { segments }));
  tamper(databaseFile(place.folder), `UPDATE segments SET bytes = x'ff' WHERE idx = 1`);
  await expect(store.readDocument(LEDGER, 'd')).rejects.toMatchObject({ code: 'damaged' });
  tamper(databaseFile(place.folder), `DELETE FROM segments WHERE idx = 1`);
  await expect(store.readDocument(LEDGER, 'd')).rejects.toMatchObject({ code: 'damaged' });
});

test('[L12] the database refuses to change or remove what was appended', async () => {
  await using place = sqlitePlace();
  await using store = await place.open();
  const command = { actor: 'director', id: 'c', payloadHash: 'ab'.repeat(32), result: null };
  await store.append(request('a', 0, { command, segments: [{ document: 'd', index: 0, bytes: new Uint8Array(1) }] }));
  using raw = new DatabaseSync(databaseFile(place.folder));
  for (const table of ['events', 'segments', 'commands']) {
    expect(() => raw.exec(`UPDATE ${table} SET ledger = 'x'`)).toThrow(/never changed/u);
    expect(() => raw.exec(`DELETE FROM ${table}`)).toThrow(/never removed/u);
  }
});

test('[L13] erased personal data is nowhere in the data folder', async () => {
  await using place = sqlitePlace();
  await using store = await place.open();
  const name = 'CONTOH-NAMA-YANG-DIHAPUS';
  const isOnDisk = (): boolean =>
    readdirSync(place.folder).some((file) => readFileSync(join(place.folder, file)).includes(name));
  await store.append(request('a', 0, { personal: [{ subject: 's', salt: 'x', data: { name } }] }));
  await store.append(request('a', 1, { personal: [{ subject: 't', salt: 'x', data: { name: 'stays' } }] }));
  expect(isOnDisk()).toBe(true);
  await store.append(request('a', 2, { erases: { subjects: ['s'], preparedOf: [] } }));
  expect(isOnDisk()).toBe(false);
  expect([...(await store.personal(LEDGER)).keys()]).toEqual(['t']);
});

test('[L15] appending goes on while a long chain is verified', async () => {
  await using place = sqlitePlace();
  await using store = await place.open();
  const many = { stream: 'long', expectedVersion: 0, events: Array.from({ length: 30_000 }, (_, n) => noted({ n })) };
  await store.append({ ...request('a', 0), writes: [many] });
  let isVerified = false;
  const verified = store.verifyChain(LEDGER).finally(() => {
    isVerified = true;
  });
  for (let version = 0; version < 5; version += 1) {
    await store.append(request('short', version));
    await store.read(LEDGER, 0, 1);
  }
  expect(isVerified).toBe(false);
  expect((await verified).ok).toBe(true);
});

test('[L18] a full disk refuses with a word, leaves nothing, and the store goes on when there is room', async () => {
  await using place = sqlitePlace();
  await using store = await openSqliteStore({ folder: place.folder, maxPages: 300 });
  const text = 'x'.repeat(400_000);
  const ballast = [{ subject: 'ballast', salt: 'x', data: { text } }];
  expect(await store.append(request('a', 0, { personal: ballast }))).toMatchObject({ ok: true });
  const large = request('large', 0, { segments: [{ document: 'd', index: 0, bytes: new Uint8Array(800_000) }] });

  // Beside it in the same group, a small one finds room.
  const [refused, small] = await Promise.allSettled([store.append(large), store.append(request('b', 0))]);
  expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'disk-full' } });
  expect(refused.status === 'rejected' && String(refused.reason)).toMatch(/no room left .* make room/u);
  expect(small).toMatchObject({ status: 'fulfilled', value: { ok: true, position: 2 } });
  expect(await store.readDocument(LEDGER, 'd')).toBeNull();

  await store.append({ ...request('a', 0), writes: [], erases: { subjects: ['ballast'], preparedOf: [] } });
  expect(await store.append(large)).toMatchObject({ ok: true, position: 3 });
  expect((await store.readDocument(LEDGER, 'd'))?.length).toBe(800_000);
  expect(await store.verifyChain(LEDGER)).toEqual({ ok: true, events: 3, brokenAt: null });
});

test('[L40] what was decided upon an append that found no room is not written, also when both are met in one group', async () => {
  await using place = sqlitePlace();
  await using store = await openSqliteStore({ folder: place.folder, maxPages: 100 });
  const bytes = new Uint8Array(1_000_000);
  const outcomes = await Promise.allSettled([
    store.append(request('a', 0, { line: { sequence: 1, settled: 0 } })),
    store.append(
      request('large', 0, { line: { sequence: 2, settled: 0 }, segments: [{ document: 'd', index: 0, bytes }] }),
    ),
    store.append(request('b', 0, { line: { sequence: 3, settled: 0 } })),
    // Decided without the large one, it finds its place.
    store.append(request('c', 0, { line: { sequence: 4, settled: 3 } })),
  ]);
  expect(outcomes).toMatchObject([
    { value: { ok: true, position: 1 } },
    { reason: { code: 'disk-full' } },
    { value: { ok: false, conflict: 'line' } },
    { value: { ok: true, position: 2 } },
  ]);
});

test('[L9] on a slow disk, what arrives while a commit runs is made durable together', async () => {
  await using place = sqlitePlace();
  await using store = await openSqliteStore({ folder: place.folder, flushDelayMs: 60 });
  const begun = performance.now();
  await Promise.all(Array.from({ length: 100 }, (_, index) => store.append(request(`s${index}`, 0))));
  const took = performance.now() - begun;
  expect(took).toBeGreaterThan(55);
  expect(took).toBeLessThan(600);
});

test('[L19] nobody but the owner may read the folder or a file in it', async () => {
  await using place = sqlitePlace();
  await using store = await place.open();
  await store.append(request('a', 0));
  expect(statSync(place.folder).mode & 0o777).toBe(0o700);
  const files = readdirSync(place.folder);
  expect(files).toEqual(expect.arrayContaining(['teken.db', 'teken.db-wal', 'teken.db-shm', 'lock.db', 'lock.pid']));
  for (const file of files) expect([file, statSync(join(place.folder, file)).mode & 0o777]).toEqual([file, 0o600]);
});
