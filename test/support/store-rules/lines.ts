import { describe, expect, test } from 'vitest';
import type { AppendRequest } from '#store/port';
import { LEDGER, noted, request, command, openFresh, type StorePlace } from '../store-requests.ts';

/** Appends that were decided upon one another. */
export const describeLines = (makePlace: () => Promise<StorePlace>): void => {
  describe('lines', () => {
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
  });
};
