import { describe, expect, test } from 'vitest';
import { StoreFault } from '#store/fault';
import { bytes, cursor, LEDGER, openFresh, request, textOf, type StorePlace } from '../store-requests.ts';

/** What is kept beside the events: documents, personal data, cursors. */
export const describeBeside = (makePlace: () => Promise<StorePlace>): void => {
  describe('what lies beside the events', () => {
    test('[L5] a document grows by its next segment only', async () => {
      await using opened = await openFresh(makePlace);
      const { store } = opened;
      const grow = (index: number, text: string, version: number) =>
        store.append(request('a', version, { segments: [{ document: 'd', index, bytes: bytes(text) }] }));
      expect(await store.readDocument(LEDGER, 'd')).toBeNull();
      expect(await grow(1, 'x', 0)).toMatchObject({ ok: false, conflict: 'segment' });
      expect(await grow(0, 'one ', 0)).toMatchObject({ ok: true });
      expect(await grow(0, 'again', 1)).toMatchObject({ ok: false, conflict: 'segment' });
      const both = [
        { document: 'd', index: 1, bytes: bytes('two ') },
        { document: 'd', index: 2, bytes: bytes('a large buffer holds three').subarray(21) },
      ];
      expect(await store.append(request('a', 1, { segments: both }))).toMatchObject({ ok: true });
      expect(textOf(await store.readDocument(LEDGER, 'd'))).toBe('one two three');
      expect(await store.readDocument('ceremony-2', 'd')).toBeNull();
    });

    test('[L43] a cursor moves with its append or not at all, and never back', async () => {
      await using opened = await openFresh(makePlace);
      const { store } = opened;
      expect(await store.cursors(LEDGER)).toEqual(new Map());
      await store.append(request('a', 0, cursor(4)));
      expect(await store.append(request('a', 0, cursor(9)))).toMatchObject({ ok: false });
      await expect(store.append(request('a', 1, { ...cursor(9), at: 'yesterday' }))).rejects.toThrow(StoreFault);
      expect(await store.cursors(LEDGER)).toEqual(new Map([['seal', 4]]));
      await store.append({ ...request('a', 0, cursor(2)), writes: [] });
      await store.append({ ...request('a', 0, cursor(1, 'stamp')), writes: [] });
      expect(await store.cursors(LEDGER)).toEqual(
        new Map([
          ['seal', 4],
          ['stamp', 1],
        ]),
      );
      expect(await store.cursors('ceremony-2')).toEqual(new Map());
    });

    test('[L13] personal data is replaced and erased without touching the chain', async () => {
      await using opened = await openFresh(makePlace);
      const { store } = opened;
      const put = (version: number, name: string) =>
        store.append(request('a', version, { personal: [{ subject: 's', salt: `salt-${version}`, data: { name } }] }));
      await put(0, 'CONTOH Satu');
      await put(1, 'CONTOH Dua');
      expect(await store.personal(LEDGER)).toEqual(new Map([['s', { salt: 'salt-1', data: { name: 'CONTOH Dua' } }]]));
      await store.append(request('a', 2, { erases: { subjects: ['s'], preparedOf: [] } }));
      expect((await store.personal(LEDGER)).size).toBe(0);
      expect(await store.verifyChain(LEDGER)).toEqual({ ok: true, events: 3, brokenAt: null });
    });

    test('[L53] what an append erases goes with its events or stays without them', async () => {
      await using opened = await openFresh(makePlace);
      const { store } = opened;
      const personal = ['s', 't'].map((subject) => ({ subject, salt: 'x', data: { name: subject } }));
      await store.append(request('a', 0, { personal, prepared: { document: 'd', person: 'p', bytes: bytes('p') } }));
      await store.append({
        ...request('a', 0),
        writes: [],
        prepared: { document: 'd', person: 'q', bytes: bytes('q') },
      });
      const heard: unknown[] = [];
      store.follow((_, { erased }) => heard.push(erased));
      const erases = { subjects: ['s', 'nothing'], preparedOf: ['p'] };
      expect(await store.append(request('a', 0, { erases }))).toMatchObject({ ok: false, conflict: 'stream' });
      expect((await store.personal(LEDGER)).size).toBe(2);
      expect(await store.append(request('a', 1, { erases }))).toMatchObject({ ok: true });
      expect([...(await store.personal(LEDGER)).keys()]).toEqual(['t']);
      expect(await store.readPrepared(LEDGER, 'd', 'p')).toBeNull();
      expect(textOf(await store.readPrepared(LEDGER, 'd', 'q'))).toBe('q');
      expect(heard).toEqual([['s', 'nothing']]);
    });

    test('[L14] a prepared revision replaces the earlier one of the same document and person', async () => {
      await using opened = await openFresh(makePlace);
      const { store } = opened;
      const prepare = (person: string, text: string) =>
        store.append({ ...request('a', 0), writes: [], prepared: { document: 'd', person, bytes: bytes(text) } });
      await prepare('p', 'one');
      await prepare('q', 'other');
      await prepare('p', 'two');
      expect(textOf(await store.readPrepared(LEDGER, 'd', 'p'))).toBe('two');
      expect(textOf(await store.readPrepared(LEDGER, 'd', 'q'))).toBe('other');
    });
  });
};
