import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { addEntry, EMPTY_TREE, rootOf } from '#store/merkle';
import { eventHash, NO_PREDECESSOR } from '#store/hash-chain';
import type { JsonObject, StoredEvent } from '#store/port';
import { AT, LEDGER, noted, request, openFresh, type StorePlace } from '../store-requests.ts';

/** Hashes and roots. */
export const describeChain = (makePlace: () => Promise<StorePlace>): void => {
  describe('chain', () => {
    test('[L10] hashes each event over its canonical JSON and its predecessor', async () => {
      await using opened = await openFresh(makePlace);
      const { store } = opened;
      const data = { zebra: 1.5, alpha: ['Rp', null, true], ключ: 'é"\n' };
      await store.append({ ...request('a', 0), writes: [{ stream: 'a', expectedVersion: 0, events: [noted(data)] }] });
      await store.append(request('a', 1));
      const [first, second] = (await store.read(LEDGER, 0, 2)) as readonly [StoredEvent, StoredEvent];
      const text =
        `{"actor":"director","at":"${AT}","data":{"alpha":["Rp",null,true],"zebra":1.5,"ключ":"é\\"\\n"},` +
        `"ledger":"${LEDGER}","position":1,"previousHash":"${'0'.repeat(64)}","schema":1,"stream":"a","type":"noted","version":1}`;
      expect(first.hash).toBe(createHash('sha256').update(text).digest('hex'));
      expect(first.previousHash).toBe(NO_PREDECESSOR);
      expect(first.data).toEqual(data);
      expect(second.previousHash).toBe(first.hash);
      expect(second.hash).toBe(eventHash(first.hash, second));
    });

    test('[L10] refuses what is not JSON instead of dropping it', async () => {
      await using opened = await openFresh(makePlace);
      const { store } = opened;
      for (const odd of [undefined, Number.NaN, Infinity, new Date(), 1n, [undefined], '\ud800']) {
        const data = { odd } as unknown as JsonObject;
        const attempt = store.append({
          ...request('a', 0),
          writes: [{ stream: 'a', expectedVersion: 0, events: [noted(data)] }],
        });
        await expect(attempt).rejects.toMatchObject({ code: 'invalid' });
      }
      expect(await store.read(LEDGER, 0, 1)).toEqual([]);
    });

    test('[L50] the root up to any place is that of the events before it, also while more are appended', async () => {
      await using opened = await openFresh(makePlace);
      const { store } = opened;
      for (let version = 0; version < 7; version += 1) await store.append(request('a', version));
      const hashes = (await store.read(LEDGER, 0, 100)).map(({ hash }) => Buffer.from(hash, 'hex'));
      const expected = (size: number) => rootOf(hashes.slice(0, size).reduce(addEntry, EMPTY_TREE)).toString('hex');
      for (const upTo of [3, 7, 2, 0]) expect(await store.root(LEDGER, upTo)).toBe(expected(upTo));
      expect(await store.root(LEDGER, 8)).toBeNull();
      await store.append(request('a', 7));
      const [event] = await store.read(LEDGER, 7, 1);
      hashes.push(Buffer.from(event?.hash ?? '', 'hex'));
      expect(await Promise.all([8, 8, 7].map((upTo) => store.root(LEDGER, upTo)))).toEqual([8, 8, 7].map(expected));
      expect(await store.root('nowhere', 1)).toBeNull();
    });
  });
};
