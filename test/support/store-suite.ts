// What every store must do, whatever it stands on.
import { createHash } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { StoreFault } from '#store/fault';
import { addEntry, EMPTY_TREE, rootOf } from '#store/merkle';
import { eventHash, NO_PREDECESSOR } from '#store/hash-chain';
import type { AppendRequest, JsonObject, Store, StoredEvent } from '#store/port';

/** A place of its own for one test, in which a store can be opened again and again. */
export type StorePlace = AsyncDisposable & { open(): Promise<Store> };

export const AT = '2021-01-18T02:00:00.000Z';
export const LEDGER = 'ceremony-1';

export const noted = (data: JsonObject = {}) => ({ type: 'noted', schema: 1, data });

export const request = (stream: string, expectedVersion: number, more: Partial<AppendRequest> = {}): AppendRequest => ({
  ledger: LEDGER,
  actor: 'director',
  at: AT,
  writes: [{ stream, expectedVersion, events: [noted({ n: expectedVersion + 1 })] }],
  ...more,
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (found: Uint8Array | null): string | null => found && new TextDecoder().decode(found);
const command = (id: string) => ({ actor: 'director', id, payloadHash: 'ab'.repeat(32), result: { refused: 'phase' } });

const cursor = (position: number, name = 'seal') => ({ cursor: { name, position } });

const openFresh = async (
  makePlace: () => Promise<StorePlace>,
): Promise<AsyncDisposable & { readonly store: Store }> => {
  await using opening = new AsyncDisposableStack();
  const place = opening.use(await makePlace());
  const store = opening.use(await place.open());
  const resources = opening.move();
  return { store, [Symbol.asyncDispose]: () => resources.disposeAsync() };
};

export const describeStore = (title: string, makePlace: () => Promise<StorePlace>): void => {
  describe(title, () => {
    test('[L2] numbers events gaplessly within ledger and stream', async () => {
      await using opened = await openFresh(makePlace);
      const { store } = opened;
      const first = await store.append({
        ...request('a', 0),
        writes: [
          { stream: 'a', expectedVersion: 0, events: [noted({ n: 1 }), noted({ n: 2 })] },
          { stream: 'b', expectedVersion: 0, events: [noted()] },
        ],
      });
      const second = await store.append(request('a', 2));
      const other = await store.append({ ...request('a', 0), ledger: 'ceremony-2' });
      expect(first).toMatchObject({ ok: true, position: 3 });
      expect(second).toMatchObject({ ok: true, position: 4, events: [{ position: 4, version: 3, stream: 'a' }] });
      expect(other).toMatchObject({ ok: true, position: 1 });
      const events = await store.read(LEDGER, 0, 10);
      expect(events.map(({ position, stream, version }) => [position, stream, version])).toEqual([
        [1, 'a', 1],
        [2, 'a', 2],
        [3, 'b', 1],
        [4, 'a', 3],
      ]);
      expect(await store.ledgers()).toEqual([
        { ledger: LEDGER, position: 4, hash: events[3]?.hash },
        { ledger: 'ceremony-2', position: 1, hash: other.ok ? other.events[0]?.hash : '' },
      ]);
    });

    test('[L3] answers a stale expected version with the conflict stream', async () => {
      await using opened = await openFresh(makePlace);
      const { store } = opened;
      await store.append(request('a', 0));
      expect(await store.append(request('a', 0))).toMatchObject({ ok: false, conflict: 'stream' });
      expect(await store.append(request('a', 2))).toMatchObject({ ok: false, conflict: 'stream' });
      expect(await store.append(request('a', 1))).toMatchObject({ ok: true, position: 2 });
    });

    test('[L4] an asserted stream must not have changed', async () => {
      await using opened = await openFresh(makePlace);
      const { store } = opened;
      await store.append(request('session', 0));
      const stale = request('a', 0, { asserts: [{ stream: 'session', version: 0 }] });
      const fresh = request('a', 0, { asserts: [{ stream: 'session', version: 1 }] });
      expect(await store.append(stale)).toMatchObject({ ok: false, conflict: 'stream' });
      expect(await store.append(fresh)).toMatchObject({ ok: true, position: 2 });
    });

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

    test('[L6] a command id is taken once, refusals too', async () => {
      await using opened = await openFresh(makePlace);
      const { store } = opened;
      const refusal = { ...request('a', 0), writes: [], command: command('c1') };
      expect(await store.append(refusal)).toEqual({ ok: true, position: 0, events: [] });
      expect(await store.findCommand(LEDGER, 'director', 'c1')).toEqual({ ...command('c1'), position: 0 });
      expect(await store.findCommand(LEDGER, 'minister', 'c1')).toBeNull();
      expect(await store.findCommand('ceremony-2', 'director', 'c1')).toBeNull();
      // Also when the stream has moved: the command is what the sender must hear of.
      expect(await store.append(request('a', 7, { command: command('c1') }))).toMatchObject({ conflict: 'command' });
      expect(await store.append(request('a', 0, { command: command('c2') }))).toMatchObject({ ok: true, position: 1 });
      expect(await store.findCommand(LEDGER, 'director', 'c2')).toMatchObject({ position: 1 });
    });

    test('[L1] a conflict in any part leaves nothing of the others', async () => {
      await using opened = await openFresh(makePlace);
      const { store } = opened;
      await store.append(
        request('a', 0, { segments: [{ document: 'd', index: 0, bytes: bytes('1') }], command: command('c0') }),
      );
      const whole: AppendRequest = {
        ...request('new', 0),
        segments: [{ document: 'other', index: 0, bytes: bytes('x') }],
        prepared: { document: 'd', person: 'p', bytes: bytes('x') },
        personal: [{ subject: 's', salt: 'salt', data: { name: 'x' } }],
        command: command('c1'),
      };
      const spoiled: readonly AppendRequest[] = [
        { ...whole, writes: [...whole.writes, { stream: 'a', expectedVersion: 0, events: [noted()] }] },
        { ...whole, segments: [...(whole.segments ?? []), { document: 'd', index: 0, bytes: bytes('x') }] },
        { ...whole, asserts: [{ stream: 'a', version: 9 }] },
        { ...whole, command: command('c0') },
      ];
      for (const attempt of spoiled) expect((await store.append(attempt)).ok).toBe(false);
      expect(await store.read(LEDGER, 1, 10)).toEqual([]);
      expect(await store.readDocument(LEDGER, 'other')).toBeNull();
      expect(await store.readPrepared(LEDGER, 'd', 'p')).toBeNull();
      expect((await store.personal(LEDGER)).size).toBe(0);
      expect(await store.findCommand(LEDGER, 'director', 'c1')).toBeNull();
      expect(await store.append(whole)).toMatchObject({ ok: true, position: 2 });
      expect(textOf(await store.readPrepared(LEDGER, 'd', 'p'))).toBe('x');
      expect((await store.personal(LEDGER)).get('s')).toEqual({ salt: 'salt', data: { name: 'x' } });
    });

    test('[L3] of concurrent appends on one version exactly one wins, and all end in one order', async () => {
      await using opened = await openFresh(makePlace);
      const { store } = opened;
      const writer = async (actor: string): Promise<number> => {
        let won = 0;
        for (let version = 0; won < 10;) {
          const outcome = await store.append({ ...request('a', version), actor });
          if (outcome.ok) won += 1;
          version = (await store.read(LEDGER, 0, 1_000)).length;
        }
        return won;
      };
      await Promise.all(['p', 'q', 'r', 's', 't'].map(writer));
      const events = await store.read(LEDGER, 0, 1_000);
      expect(events.map(({ version }) => version)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
      expect(await store.verifyChain(LEDGER)).toEqual({ ok: true, events: 50, brokenAt: null });
    });

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

    test('[L9] a request that conflicts or cannot be stored does not spoil those beside it', async () => {
      await using opened = await openFresh(makePlace);
      const { store } = opened;
      const settled = await Promise.allSettled([
        store.append(request('a', 0)),
        store.append(request('a', 0)),
        store.append({ ...request('b', 0), at: 'yesterday' }),
        store.append(request('c', 0)),
      ]);
      expect(settled.map((one) => (one.status === 'fulfilled' ? one.value.ok : one.reason.code))).toEqual([
        true,
        false,
        'invalid',
        true,
      ]);
      expect((await store.read(LEDGER, 0, 10)).map(({ stream }) => stream)).toEqual(['a', 'c']);
      expect((await store.verifyChain(LEDGER)).ok).toBe(true);
    });

    test('[L40] what was decided upon an append that was not written is not written either', async () => {
      await using opened = await openFresh(makePlace);
      const { store } = opened;
      const at = (sequence: number, settled: number, more: Partial<AppendRequest> = {}) =>
        store.append(request(`s${sequence}`, 0, { line: { sequence, settled }, ...more }));
      const stale = { writes: [{ stream: 's1', expectedVersion: 7, events: [noted()] }] };
      const outcomes = await Promise.allSettled([
        at(1, 0),
        at(2, 0, stale),
        at(3, 0),
        at(4, 3),
        // The date is no date: a fault counts as well as a conflict.
        at(5, 4, { at: 'yesterday' }),
        at(6, 4),
        at(7, 6),
        // Number 8 never arrives: it is no JSON.
        at(8, 7, { writes: [{ stream: 's8', expectedVersion: 0, events: [noted({ odd: Number.NaN })] }] }),
        at(9, 7),
        at(10, 9),
      ]);
      const told = outcomes.map((one) =>
        one.status === 'rejected' ? 'fault' : one.value.ok ? one.value.position : one.value.conflict,
      );
      expect(told).toEqual([1, 'stream', 'line', 2, 'fault', 'line', 3, 'fault', 'line', 4]);
      expect((await store.read(LEDGER, 0, 10)).map(({ stream }) => stream)).toEqual(['s1', 's4', 's7', 's10']);
      expect((await store.verifyChain(LEDGER)).ok).toBe(true);
    });

    test('[L40] a command that is known already is told so, and what was decided upon it again is not written', async () => {
      await using opened = await openFresh(makePlace);
      const { store } = opened;
      await store.append(request('a', 0, { command: command('c1') }));
      const outcomes = await Promise.all([
        store.append(request('b', 0, { line: { sequence: 1, settled: 0 }, command: command('c1') })),
        store.append(request('c', 0, { line: { sequence: 2, settled: 0 } })),
      ]);
      expect(outcomes).toMatchObject([{ conflict: 'command' }, { conflict: 'line' }]);
    });

    test('[L41] a refusal depends on what it was decided upon, and nothing depends on it', async () => {
      await using opened = await openFresh(makePlace);
      const { store } = opened;
      const refusal = (id: string, sequence: number, settled: number) =>
        store.append({ ...request('a', 0), writes: [], command: command(id), line: { sequence, settled } });
      const outcomes = await Promise.all([
        refusal('c1', 1, 0),
        refusal('c1', 2, 0),
        store.append(request('a', 0, { line: { sequence: 3, settled: 0 } })),
        store.append(request('a', 0, { line: { sequence: 4, settled: 0 } })),
        refusal('c2', 5, 0),
        refusal('c3', 6, 5),
      ]);
      const told = outcomes.map((one) => (one.ok ? 'written' : one.conflict));
      expect(told).toEqual(['written', 'command', 'written', 'stream', 'line', 'written']);
      expect(await store.findCommand(LEDGER, 'director', 'c2')).toBeNull();
    });

    test('[L42] lines begin anew with number 1 and do not touch each other', async () => {
      await using opened = await openFresh(makePlace);
      const { store } = opened;
      const at = (ledger: string, sequence: number, version: number) =>
        store.append({ ...request('a', version), ledger, line: { sequence, settled: 0 } });
      const outcomes = await Promise.all([
        at(LEDGER, 1, 9),
        at(LEDGER, 2, 0),
        at('ceremony-2', 1, 0),
        store.append(request('a', 0)),
        at(LEDGER, 1, 1),
      ]);
      const told = outcomes.map((one) => (one.ok ? 'written' : one.conflict));
      expect(told).toEqual(['stream', 'line', 'written', 'written', 'written']);
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
