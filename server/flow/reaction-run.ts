import { later, type Clock } from '#platform/clock';
import type { Log } from '#platform/log';
import type { Timer } from '#platform/timer';
import type { Store, StoredEvent } from '#store/port';
import { NotAsWritten } from '#projections/not-as-written';
import type { Ahead, Line } from './ahead.ts';
import { notAsWritten } from './as-written.ts';
import { forgetDocuments } from './open-documents.ts';
import { proposeWritten, recorded, type Signed } from './propose.ts';
import { createReactionQueue, type Failure, type Waiting } from './reaction-queue.ts';
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

/** One reaction on one ceremony: events of one lane one at a time, in order of position, and lanes side by side (F7). */
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

/** Lanes that run side by side: most of their time they wait for a time-stamp authority or for the disk. */
const LANES = 16;
const oneLane = (): string => '';

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
  const queue = createReactionQueue(reaction.lane ?? oneLane);
  /** What happens while the store is read. */
  const heard: StoredEvent[] = [];
  let head = 0;
  const begunAt = clock.now().toISOString();
  let hasCaughtUp = false;
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  /** What calls off the next try of an event, or of reading what happened before. */
  const timers = new Map<Waiting | null, () => void>();
  /** Of reading what happened before. */
  let failure: Failure | null = null;
  let isReading = false;
  let cursorAt = 0;
  /** It could not be moved by itself; that is tried again when something more is done. */
  let isCursorStuck = false;

  const concerns = ({ type }: StoredEvent): boolean => types.has(type);

  /** A closed ceremony is woken only when there is something to be done in it. */
  const lineOf = async (): Promise<Line> => {
    const line = await house.ahead.load(ledger);
    if (line === null) throw new Error(`There is no ceremony ${ledger}.`);
    return line;
  };

  /** By itself, where nothing was written; else it moves in the append's own transaction (F8). */
  const moveCursor = async (position: number): Promise<void> => {
    const at = clock.now().toISOString();
    await store.append({ ledger, actor, at, writes: [], cursor: { name, position } });
    cursorAt = position;
  };

  const catchUp = async (): Promise<void> => {
    head = await readHead();
    const cursor = (await store.cursors(ledger)).get(name) ?? 0;
    cursorAt = cursor;
    const found: StoredEvent[] = [];
    for (let after = cursor; after < head && !stopping.signal.aborted;) {
      const page = await store.read(ledger, after, Math.min(PAGE, head - after));
      found.push(...page.filter(concerns));
      after = page.at(-1)?.position ?? head;
    }
    if (found.length === 0 && head - cursor > UNREMARKABLE) await moveCursor(head);
    for (const event of [...found, ...heard.splice(0).filter(({ position }) => position > head)]) queue.add(event);
    hasCaughtUp = true;
  };

  /** Where the cursor moves with what is written for an event: only past what is done (F8). */
  const sent = new Map<Waiting, number>();
  const passing = (entry: Waiting): Pick<Signed, 'cursor'> => {
    const position = queue.doneUpTo(entry) ?? 0;
    if (position <= cursorAt) return {};
    sent.set(entry, position);
    return { cursor: { name, position } };
  };

  const answer = async (entry: Waiting): Promise<void> => {
    const { event } = entry;
    const { position } = event;
    const id = `${ledger}/${position}`;
    if (position <= head && (await store.findCommand(ledger, actor, id)) !== null) return;
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
          ...passing(entry),
          command: {
            actor,
            id,
            payloadHash: event.hash,
            result: proposal.butRefused === undefined ? { ok: true } : { ok: false, problem: proposal.butRefused },
          },
        }),
      );
      if (attempted === 'again') continue;
      // Nothing to do, or another node has done it: either way it is behind us.
      if (attempted === null) return;
      if (!attempted.appended.ok) {
        if (attempted.appended.conflict === 'command') return;
        if (attempted.appended.conflict === 'segment') {
          // F55: the streams were as it was decided upon.
          forgetDocuments(store);
          const { segments = [] } = attempted.proposal;
          throw new NotAsWritten(notAsWritten(segments.map(({ document }) => document).join(', ')));
        }
        continue;
      }
      cursorAt = Math.max(cursorAt, sent.get(entry) ?? 0);
      return;
    }
    throw line.lastFault() ?? new Error('Too much happened at once.');
  };

  const failed = (error: unknown, before: Failure | null, position: number, entry: Waiting | null): Failure => {
    const tries = (before?.tries ?? 0) + 1;
    const wait = Math.min(FIRST_WAIT * 2 ** (tries - 1), LAST_WAIT);
    const reason = error instanceof Error ? error.message : String(error);
    log.error({ error, reaction: name, ledger, position, tries, wait }, 'reaction failed');
    timers.set(
      entry,
      timer.after(wait, () => {
        timers.delete(entry);
        if (entry === null) go();
        else if (!stopping.signal.aborted) start(entry);
      }),
    );
    return { reason, tries, nextTry: later(clock.now(), wait) };
  };

  const attend = async (entry: Waiting): Promise<void> => {
    const { failure: before } = entry;
    try {
      await answer(entry);
      queue.finish(entry);
      isCursorStuck = false;
      if (before !== null) house.onTrouble?.(ledger);
    } catch (error) {
      entry.state = 'waits';
      if (stopping.signal.aborted) return;
      entry.failure = failed(error, before, entry.event.position, entry);
      house.onTrouble?.(ledger);
    } finally {
      sent.delete(entry);
    }
  };

  /** What was passed without anything to write: nobody waits for it, and the next start would only ask again. */
  const settleCursor = async (): Promise<void> => {
    const position = queue.doneUpTo() ?? 0;
    if (position <= cursorAt) return;
    try {
      await moveCursor(position);
    } catch (error) {
      isCursorStuck = true;
      log.error({ error, reaction: name, ledger, position }, 'cursor not moved');
    }
  };

  const read = async (): Promise<void> => {
    isReading = true;
    try {
      await catchUp();
      if (failure !== null) house.onTrouble?.(ledger);
      failure = null;
    } catch (error) {
      if (stopping.signal.aborted) return;
      failure = failed(error, failure, head, null);
      house.onTrouble?.(ledger);
    } finally {
      isReading = false;
    }
  };

  const track = (work: Promise<void>): void => {
    const tracked = work.finally(() => {
      running.delete(tracked);
      go();
    });
    running.add(tracked);
  };

  const start = (entry: Waiting): void => {
    entry.state = 'runs';
    track(attend(entry));
  };

  const go = (): void => {
    if (stopping.signal.aborted) return;
    if (!hasCaughtUp) {
      if (!isReading && !timers.has(null)) track(read());
      return;
    }
    for (const entry of queue.startable(LANES)) start(entry);
    const mayMove = running.size === 0 && (queue.doneUpTo() ?? 0) > cursorAt && !isCursorStuck;
    if (mayMove) track(settleCursor());
  };

  const describe = (entry: Waiting): Pending => {
    const { event, state, failure: own } = entry;
    const told = { name, position: event.position, stream: event.stream, since: event.at };
    if (own !== null) {
      return { ...told, reason: own.reason, tries: own.tries, nextTry: state === 'runs' ? null : own.nextTry };
    }
    const first = queue.before(entry);
    const reason =
      state === 'runs'
        ? 'is being done'
        : first !== null && first.failure !== null
          ? `waits for what follows from event ${first.event.position}`
          : 'waits its turn';
    return { ...told, reason, tries: 0, nextTry: null };
  };

  go();
  return {
    hear: (events) => {
      const own = events.filter(concerns);
      if (own.length === 0) return;
      if (!hasCaughtUp) return void heard.push(...own);
      for (const event of own) queue.add(event);
      return go();
    },
    pending: () => {
      if (hasCaughtUp) return queue.left().map(describe);
      const waiting = heard.map(({ position, stream, at }): Pending => ({
        name,
        position,
        stream,
        since: at,
        reason: 'waits its turn',
        tries: 0,
        nextTry: null,
      }));
      // What there is to do is not even read yet.
      const own = { name, position: head, stream: null, since: begunAt };
      if (failure === null)
        return [{ ...own, reason: 'reads what happened before', tries: 0, nextTry: null }, ...waiting];
      const { reason, tries, nextTry } = failure;
      return [{ ...own, reason, tries, nextTry: isReading ? null : nextTry }, ...waiting];
    },
    stop: async () => {
      stopping.abort();
      for (const callOff of timers.values()) callOff();
      await Promise.all(running);
    },
  };
};
