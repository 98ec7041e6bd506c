import { fold, type LiveCeremony } from '#projections/live-ceremony';
import { forgetBeside, putBeside } from '#projections/take-beside';
import { isBuiltUpon, type AppendOutcome, type AppendRequest, type Store, type StoredEvent } from '#store/port';
import type { Ceremonies } from './ceremonies.ts';
import { forkLiveCeremony } from './fork-live-ceremony.ts';

// Decisions do not wait for the disk (F1): they see everything that was sent to the store, written or not yet. Who
// looks, listens or is answered sees only what is written: `ceremonies.find`.

export type Line = {
  /** What is written. */
  readonly committed: LiveCeremony;
  /** What decisions see; null while what was sent has to settle first, because something was not written (F3). */
  ahead(): LiveCeremony | null;
  /** Resolves when everything sent until now has its outcome, written or not. */
  settle(): Promise<void>;
  /** A moment at which `committed` is what it is now; for `isUnchanged`. */
  moment(): Moment;
  /** Whether none of the streams was sent or written anything since that moment. */
  isUnchanged(streams: readonly string[], since: Moment): boolean;
  /**
   * Folds into `ahead` and hands to the store, in one turn. `upon` says what it was decided on: with `ahead`, it falls
   * with anything unwritten before it; with `committed`, it stands by itself. Rejects with the store's fault. Throws
   * at once, and nothing is sent, when an event cannot be folded or while there is no `ahead`.
   */
  send(request: Omit<AppendRequest, 'ledger' | 'line'>, upon: 'ahead' | 'committed'): Promise<AppendOutcome>;
  /** Why something was last not written, while nothing has been written since; null when all is well. */
  lastFault(): unknown;
};

export type Moment = { readonly settled: number; readonly strangers: number };

export type Ahead = {
  find(ceremonyId: string): Line | null;
  /** Also of a closed ceremony, which is replayed when it is first asked for. */
  load(ceremonyId: string): Promise<Line | null>;
};

/** One line for each ceremony; the only decider that appends to its ledger while the house is open. */
export const createAhead = (house: { readonly ceremonies: Ceremonies; readonly store: Store }): Ahead => {
  const lines = new Map<string, Line & { written(events: readonly StoredEvent[]): void }>();
  house.ceremonies.onEvents((live, events) => lines.get(live.ceremonyId)?.written(events));
  const lineOf = (live: LiveCeremony | null): Line | null => {
    if (live === null) return null;
    const line = lines.get(live.ceremonyId) ?? createLine(house.store, live);
    lines.set(live.ceremonyId, line);
    return line;
  };
  return {
    find: (ceremonyId) => lineOf(house.ceremonies.find(ceremonyId)),
    load: async (ceremonyId) => lineOf(await house.ceremonies.load(ceremonyId)),
  };
};

const createLine = (
  store: Store,
  committed: LiveCeremony,
): Line & { written(events: readonly StoredEvent[]): void } => {
  let fork: LiveCeremony | null = null;
  /** Something in the fork did not happen, or something happened that is not in it. */
  let isStale = false;
  let sequence = 0;
  let strangers = 0;
  let fault: unknown = null;
  /** What was sent and has no outcome yet, in the order of sending. */
  const inFlight = new Map<number, Promise<unknown>>();
  /** Which number last wrote to a stream. */
  const changed = new Map<string, number>();

  const settled = (): number => {
    for (const first of inFlight.keys()) return first - 1;
    return sequence;
  };

  const ahead = (): LiveCeremony | null => {
    if (isStale) {
      if (inFlight.size > 0) return null;
      fork = null;
      isStale = false;
    }
    return (fork ??= forkLiveCeremony(committed));
  };

  const settle = async (): Promise<void> => {
    await Promise.allSettled(inFlight.values());
  };

  const foldAhead = (live: LiveCeremony, request: Omit<AppendRequest, 'ledger' | 'line'>): void => {
    const { actor, at, writes, personal = [], erases } = request;
    try {
      for (const { subject, salt, data } of personal) putBeside(live, subject, { salt, data });
      for (const subject of erases?.subjects ?? []) forgetBeside(live, subject);
      for (const { stream, expectedVersion, events } of writes) {
        let version = expectedVersion;
        for (const event of events) {
          version += 1;
          const place = { ledger: live.ceremonyId, position: live.position + 1, stream, version, actor, at };
          fold(live, { ...event, ...place, previousHash: '', hash: '' });
        }
      }
    } catch (error) {
      // F4: half of it may be folded.
      isStale = true;
      throw error;
    }
  };

  const follow = async (number: number, built: boolean, appended: Promise<AppendOutcome>): Promise<AppendOutcome> => {
    try {
      const outcome = await appended;
      if (!outcome.ok && built) isStale = true;
      if (outcome.ok) fault = null;
      return outcome;
    } catch (error) {
      if (built) isStale = true;
      fault = error;
      throw error;
    } finally {
      inFlight.delete(number);
    }
  };

  return {
    committed,
    ahead,
    settle,
    moment: () => ({ settled: settled(), strangers }),
    isUnchanged: (streams, since) =>
      strangers === since.strangers && streams.every((stream) => (changed.get(stream) ?? 0) <= since.settled),
    send: (request, upon) => {
      const live = ahead();
      if (live === null) throw new Error('What was sent before has to settle first.');
      const known = upon === 'ahead' ? settled() : sequence;
      foldAhead(live, request);
      const number = (sequence += 1);
      for (const { stream } of request.writes) changed.set(stream, number);
      const line = { sequence: number, settled: known };
      const outcome = follow(number, isBuiltUpon(request), store.append({ ...request, ledger: live.ceremonyId, line }));
      inFlight.set(number, outcome);
      return outcome;
    },
    lastFault: () => fault,
    written: (events) => {
      if (fork === null) return;
      // Somebody else appended (another node, an import): the fork does not know of it.
      if (events.every(({ stream, version }) => (fork?.versions.get(stream) ?? 0) >= version)) return;
      strangers += 1;
      isStale = true;
    },
  };
};
