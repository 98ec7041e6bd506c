import { later, type Clock } from '#platform/clock';
import type { Log } from '#platform/log';
import type { Timer } from '#platform/timer';
import type { Store, StoredEvent } from '#store/port';
import type { Ahead, Line } from './ahead.ts';
import { proposeWritten, recorded, type Signed } from './propose.ts';
import type { Reaction } from './reactions.ts';

/** "Nothing is ever pending without a reason and a time." */
export type Pending = {
  /** Of the reaction. */
  readonly name: string;
  /** Of the event that it answers to, and the stream in which it stands; null: which it will be is not known yet. */
  readonly position: number;
  readonly stream: string | null;
  /** When the event happened. */
  readonly since: string;
  readonly reason: string;
  /** How often it has failed. */
  readonly tries: number;
  /** Null while it is being tried. */
  readonly nextTry: string | null;
};

export type ReactionHouse<Tools> = {
  readonly ahead: Ahead;
  readonly store: Store;
  readonly tools: Tools;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly log: Log;
  /** Something could not be done, or what could not be done before is being done. */
  readonly onTrouble?: ((ledger: string) => void) | undefined;
};

/** One reaction on one ceremony: one event at a time, in order of position. */
export type ReactionRun = {
  hear(events: readonly StoredEvent[]): void;
  pending(): readonly Pending[];
  stop(): Promise<void>;
};

/** In milliseconds: the first wait after a failure; each is twice the one before, up to the last. */
const FIRST_WAIT = 1_000;
const LAST_WAIT = 60_000;
/** How often it is decided again at once, because something changed meanwhile, before that counts as a failure. */
const MAX_ATTEMPTS = 8;
const PAGE = 2_000;
/** Events that may be read again at a start before a cursor moves past those that do not concern it. */
const UNREMARKABLE = 100;

const nothing = (): void => {};

type Failure = {
  readonly position: number;
  readonly reason: string;
  readonly tries: number;
  readonly nextTry: string;
};

/** Events up to the head come from the store, and need no ceremony in memory; later ones are heard. */
export const createReactionRun = <Tools>(
  house: ReactionHouse<Tools>,
  reaction: Reaction<Tools>,
  { ledger, readHead }: { readonly ledger: string; readonly readHead: () => Promise<number> },
): ReactionRun => {
  const { store, clock, timer, log } = house;
  const { name } = reaction;
  const actor = `reaction/${name}`;
  const types = new Set<string>(reaction.on);
  const queue: StoredEvent[] = [];
  /** What happens while the store is read. */
  const heard: StoredEvent[] = [];
  let head = 0;
  const begunAt = clock.now().toISOString();
  let hasCaughtUp = false;
  const stopping = new AbortController();
  let running: Promise<void> | null = null;
  let failure: Failure | null = null;
  let callOff = nothing;

  const concerns = ({ type }: StoredEvent): boolean => types.has(type);

  /** A closed ceremony is woken only when there is something to be done in it. */
  const lineOf = async (): Promise<Line> => {
    const line = await house.ahead.load(ledger);
    if (line === null) throw new Error(`There is no ceremony ${ledger}.`);
    return line;
  };

  /** F8: in the append's own transaction, so that nothing stands between what was done and that it was done. */
  const moveCursor = async (position: number): Promise<void> => {
    const at = clock.now().toISOString();
    await store.append({ ledger, actor, at, writes: [], cursor: { name, position } });
  };

  const catchUp = async (): Promise<void> => {
    head = await readHead();
    const cursor = (await store.cursors(ledger)).get(name) ?? 0;
    const found: StoredEvent[] = [];
    for (let after = cursor; after < head && !stopping.signal.aborted;) {
      const page = await store.read(ledger, after, Math.min(PAGE, head - after));
      found.push(...page.filter(concerns));
      after = page.at(-1)?.position ?? head;
    }
    if (found.length === 0 && head - cursor > UNREMARKABLE) await moveCursor(head);
    queue.push(...found, ...heard.splice(0).filter(({ position }) => position > head));
    hasCaughtUp = true;
  };

  const answer = async (event: StoredEvent): Promise<void> => {
    const { position } = event;
    const line = await lineOf();
    for (let tries = 0; tries < MAX_ATTEMPTS; tries += 1) {
      const now = clock.now();
      const attempted = await proposeWritten(
        line,
        async (written) => {
          const outcome = await reaction.react({ live: written, event, now, tools: house.tools });
          return outcome === null ? null : recorded(outcome);
        },
        (proposal): Signed => ({
          actor,
          at: now.toISOString(),
          cursor: { name, position },
          command: {
            actor,
            id: `${ledger}/${position}`,
            payloadHash: event.hash,
            result: proposal.butRefused === undefined ? { ok: true } : { ok: false, problem: proposal.butRefused },
          },
        }),
      );
      if (attempted === 'again') continue;
      // Nothing to do, or another node has done it: either way it is behind us.
      if (attempted === null) return moveCursor(position);
      if (attempted.appended.ok) return;
      if (attempted.appended.conflict === 'command') return moveCursor(position);
    }
    throw line.lastFault() ?? new Error('Too much happened at once.');
  };

  const fail = (error: unknown): void => {
    const position = queue[0]?.position ?? head;
    const tries = (failure?.position === position ? failure.tries : 0) + 1;
    const wait = Math.min(FIRST_WAIT * 2 ** (tries - 1), LAST_WAIT);
    const reason = error instanceof Error ? error.message : String(error);
    failure = { position, reason, tries, nextTry: later(clock.now(), wait) };
    log.error({ error, reaction: name, ledger, position, tries, wait }, 'reaction failed');
    callOff = timer.after(wait, go);
    house.onTrouble?.(ledger);
  };

  const run = async (): Promise<void> => {
    try {
      if (!hasCaughtUp) await catchUp();
      for (let event = queue[0]; event !== undefined && !stopping.signal.aborted; event = queue[0]) {
        await answer(event);
        queue.shift();
        if (failure !== null) {
          failure = null;
          house.onTrouble?.(ledger);
        }
      }
    } catch (error) {
      if (!stopping.signal.aborted) fail(error);
    }
  };

  const go = (): void => {
    if (stopping.signal.aborted || running !== null) return;
    callOff = nothing;
    running = run().finally(() => {
      running = null;
      // What was heard in the last moment of the run.
      if (queue.length > 0 && failure === null) go();
    });
  };

  const describe = ({ position, at, stream }: StoredEvent, index: number): Pending => {
    const own = { name, position, stream, since: at };
    if (failure === null)
      return { ...own, reason: index === 0 ? 'is being done' : 'waits its turn', tries: 0, nextTry: null };
    const nextTry = running === null ? failure.nextTry : null;
    if (failure.position === position) return { ...own, reason: failure.reason, tries: failure.tries, nextTry };
    return { ...own, reason: `waits for what follows from event ${failure.position}`, tries: 0, nextTry };
  };

  go();
  return {
    hear: (events) => {
      const own = events.filter(concerns);
      if (own.length === 0) return;
      (hasCaughtUp ? queue : heard).push(...own);
      if (failure === null) go();
    },
    pending: () => {
      const waiting = [...queue, ...heard].map(describe);
      if (hasCaughtUp) return waiting;
      // What there is to do is not even read yet.
      const own = { name, position: head, stream: null, since: begunAt };
      if (failure === null)
        return [{ ...own, reason: 'reads what happened before', tries: 0, nextTry: null }, ...waiting];
      const { reason, tries, nextTry } = failure;
      return [{ ...own, reason, tries, nextTry: running === null ? nextTry : null }, ...waiting];
    },
    stop: async () => {
      stopping.abort();
      callOff();
      await running;
    },
  };
};
