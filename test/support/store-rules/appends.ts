import { describe, expect, test } from 'vitest';
import type { AppendRequest } from '#store/port';
import { LEDGER, noted, request, bytes, textOf, command, openFresh, type StorePlace } from '../store-requests.ts';

/** What an append keeps, of streams and commands. */
export const describeAppends = (makePlace: () => Promise<StorePlace>): void => {
  describe('appends', () => {
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
  });
};
