import { describe, expect, test } from 'vitest';
import { StoreFault } from '#store/fault';
import { LEDGER, request, openFresh, type StorePlace } from '../store-requests.ts';

/** Reading, following and opening again. */
export const describeReading = (makePlace: () => Promise<StorePlace>): void => {
  describe('reading', () => {
    test('[L8] followers hear every batch in order, before the appender does', async () => {
      await using opened = await openFresh(makePlace);
      const { store } = opened;
      const heard: number[] = [];
      const leave = store.follow((events) => heard.push(...events.map(({ position }) => position)));
      const acknowledged = await Promise.all(
        Array.from({ length: 200 }, async (_, index) => {
          const outcome = await store.append(request(`s${index}`, 0));
          return outcome.ok && heard.includes(outcome.position);
        }),
      );
      expect(acknowledged.every(Boolean)).toBe(true);
      expect(heard).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
      leave();
      await store.append(request('late', 0));
      expect(heard.length).toBe(200);
    });

    test('[L44] followers hear of the personal data that was committed', async () => {
      await using opened = await openFresh(makePlace);
      const { store } = opened;
      const heard: unknown[] = [];
      store.follow((events, beside) => heard.push([events.length, beside]));
      const personal = [{ subject: 's', salt: 'salt', data: { name: 'CONTOH' } }];
      await store.append(request('a', 0));
      await store.append(request('a', 1, { personal }));
      await store.append({ ...request('a', 0), writes: [], personal });
      await store.append(request('a', 0, { personal }));
      expect(heard).toEqual([
        [1, { ledger: LEDGER, personal: [], erased: [] }],
        [1, { ledger: LEDGER, personal, erased: [] }],
        [0, { ledger: LEDGER, personal, erased: [] }],
      ]);
    });

    test('[L15] reads a page at a time, in order, after a position', async () => {
      await using opened = await openFresh(makePlace);
      const { store } = opened;
      await Promise.all(Array.from({ length: 25 }, (_, index) => store.append(request(`s${index}`, 0))));
      const pages = [
        await store.read(LEDGER, 0, 10),
        await store.read(LEDGER, 10, 10),
        await store.read(LEDGER, 20, 10),
      ];
      expect(pages.map((page) => page.length)).toEqual([10, 10, 5]);
      expect(pages.flat().map(({ position }) => position)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
      expect(await store.read('nowhere', 0, 10)).toEqual([]);
      expect(await store.verifyChain('nowhere')).toEqual({ ok: true, events: 0, brokenAt: null });
    });

    test('[L26] reads one stream after a version, in order, and nothing of others', async () => {
      await using opened = await openFresh(makePlace);
      const { store } = opened;
      const written: number[] = [];
      for (let version = 0; version < 6; version += 1) {
        for (const stream of ['a', 'b']) {
          const outcome = await store.append(request(stream, version));
          if (outcome.ok && stream === 'b') written.push(outcome.position);
        }
      }
      const positions = async (stream: string, after: number, limit: number) =>
        (await store.readStream(LEDGER, stream, after, limit)).map(({ position }) => position);
      expect(await positions('b', 0, 100)).toEqual(written);
      expect(await positions('b', 2, 3)).toEqual(written.slice(2, 5));
      expect(await positions('b', 6, 3)).toEqual([]);
      expect(await positions('c', 0, 3)).toEqual([]);
      expect((await store.readStream(LEDGER, 'b', 0, 1))[0]).toEqual((await store.read(LEDGER, 1, 1))[0]);
    });

    test('[L7] everything is there after closing and opening again', async () => {
      await using place = await makePlace();
      const before = await place.open();
      const pending = Array.from({ length: 40 }, (_, index) => before.append(request(`s${index}`, 0)));
      // Closing waits for what was already handed over.
      await before[Symbol.asyncDispose]();
      const outcomes = await Promise.all(pending);
      await expect(before.append(request('late', 0))).rejects.toThrow(StoreFault);
      await using after = await place.open();
      expect(await after.read(LEDGER, 0, 100)).toEqual(outcomes.flatMap((one) => (one.ok ? one.events : [])));
      expect(await after.append(request('s0', 1))).toMatchObject({ ok: true, position: 41 });
      expect(await after.verifyChain(LEDGER)).toEqual({ ok: true, events: 41, brokenAt: null });
    });
  });
};
