import { expect, test } from 'vitest';

import { databaseFile } from '#store/database';
import { PAGE } from '#store/event-page';
import type { JsonObject } from '#store/port';
import { sqlitePlace, tamper } from '#support/sqlite-place';
import { AT, LEDGER, noted, request } from '#support/store-requests';

const awkward: readonly JsonObject[] = [
  { text: 'garis "miring" \\ baris\nbaru \u0000 \u007f \u2028 é 印 😀' },
  { deep: { list: [1, -0.5, 1e21, null, true, [], {}] } },
  {},
];

test('[L23] what is read is what was appended, whatever stands in it', async () => {
  await using place = sqlitePlace();
  await using store = await place.open();
  const stream = 'aliran "satu" \\ 印 \u0001';
  const appended = await store.append({
    ...request('a', 0),
    actor: 'orang "x" \n',
    writes: [{ stream, expectedVersion: 0, events: awkward.map(noted) }],
  });
  expect(await store.read(LEDGER, 0, 10)).toEqual(appended.ok && appended.events);
  expect(await store.lastOfStream(LEDGER, stream)).toEqual(appended.ok && appended.events.at(-1));
  expect(await store.lastOfStream(LEDGER, 'nothing')).toBeNull();
  expect(await store.verifyChain(LEDGER)).toMatchObject({ ok: true });
});

test('[L23] more than a page is read whole, and no more than was asked', async () => {
  await using place = sqlitePlace();
  await using store = await place.open();
  const events = Array.from({ length: 2 * PAGE + 3 }, (_, n) => noted({ n }));
  await store.append({ ...request('a', 0), writes: [{ stream: 'a', expectedVersion: 0, events }] });
  for (const [after, limit, found] of [
    [0, 1_000_000, 2 * PAGE + 3],
    [1, PAGE, PAGE],
    [2, PAGE + 1, PAGE + 1],
    [PAGE + 3, PAGE, PAGE],
    [2 * PAGE + 3, 5, 0],
  ] as const) {
    const read = await store.read(LEDGER, after, limit);
    expect(read.length).toBe(found);
    expect(
      read.every(({ position, data }, index) => position === after + 1 + index && data['n'] === position - 1),
    ).toBe(true);
  }
});

/** One row that would read as two events. */
const forged = `{},"actor","${AT}","",""],[3,"s",1,"t",1,{}`;

test('[L23] a row that holds no event is the fault damaged, and the sentence names the place', async () => {
  const rows = ['not JSON', '[1]', 'null', '"text"', '{"cut":', forged, '{},1'].map((data, index) => ({
    data,
    ledger: `ledger-${index}`,
  }));
  await using place = sqlitePlace();
  {
    await using store = await place.open();
    for (const { ledger } of rows)
      for (const stream of ['a', 'b', 'c']) await store.append(request(stream, 0, { ledger }));
  }
  tamper(
    databaseFile(place.folder),
    ...rows.map(({ data, ledger }) => `UPDATE events SET data = '${data}' WHERE ledger = '${ledger}' AND position = 2`),
  );
  await using store = await place.open();
  for (const { data, ledger } of rows) {
    const named = { code: 'damaged', message: expect.stringContaining(`event after 1 of the ledger ${ledger}`) };
    await expect(store.read(ledger, 0, 100), data).rejects.toMatchObject(named);
    await expect(store.lastOfStream(ledger, 'b'), data).rejects.toMatchObject({ code: 'damaged' });
    await expect(store.readStream(ledger, 'b', 0, 9), data).rejects.toMatchObject({ code: 'damaged' });
    expect((await store.read(ledger, 2, 100)).length).toBe(1);
    expect(await store.verifyChain(ledger)).toMatchObject({ ok: false, brokenAt: 2 });
  }
});
