import type { Server } from 'socket.io';
import type { Topic } from '#contract/constants';
import type { TopicMessage } from '#contract/views';
import { diff, fingerprint, type Fingerprint } from './diff.ts';

type View = { readonly [key: string]: unknown };
/** A topic that many see alike; `self` is one for each person. */
type Shared = Exclude<Topic, 'self'>;

export type Broadcast = {
  /** Sends what changed, soon; several calls become one message. */
  touch(ceremonyId: string, topic: Shared): void;
  touchSelf(ceremonyId: string, personId: string): void;
  /** What a new subscriber gets. Null when there is nothing to see yet. */
  snapshot(ceremonyId: string, topic: Topic, personId: string): TopicMessage | null;
  forgetSelf(ceremonyId: string, personId: string): void;
  stop(): void;
};

/** Counts and lists may wait a little, so that 600 arrivals are a few messages; what is on stage may not. */
const DELAYS: { readonly [topic in Topic]: number } = {
  stage: 10,
  self: 10,
  rundown: 20,
  prompter: 20,
  figures: 60,
  board: 120,
  parties: 120,
  roster: 120,
  tables: 60,
  hands: 60,
  attendance: 250,
  presence: 250,
  preview: 10,
  questions: 60,
  'question-queue': 60,
  messages: 60,
  applause: 250,
  record: 250,
};

/**
 * W73: what hundreds of signatures in a few seconds change over and over is told at once when it changes, and then this many
 * milliseconds later again with all that has changed since.
 */
const PAUSES: { readonly [topic in Topic]?: number } = {
  figures: 500,
  board: 500,
  parties: 500,
  roster: 500,
  record: 500,
};

/** Own views computed in one turn of the event loop: with 2,000 guests a change of the stage must not wait for all of them. */
const SELVES_A_TURN = 25;

type Sent = { readonly revision: number; readonly print: Fingerprint };

export const roomOf = (ceremonyId: string, topic: Topic, personId: string): string =>
  topic === 'self' ? `${ceremonyId}/self/${personId}` : `${ceremonyId}/${topic}`;

/** `view` computes a topic as it is now; it is asked at the moment of sending, never before. */
export const createBroadcast = (
  io: Server,
  view: (ceremonyId: string, topic: Topic, personId: string) => View | null,
): Broadcast => {
  const sent = new Map<string, Sent>();
  const waiting = new Map<string, NodeJS.Timeout>();
  /** Rooms that were told something a moment ago, and whether there is more by now. */
  const resting = new Map<string, { readonly timer: NodeJS.Timeout; hasMore: boolean }>();
  const selves = new Map<string, { readonly ceremonyId: string; readonly personId: string }>();
  let sweeping = false;

  const send = (ceremonyId: string, topic: Topic, personId: string): void => {
    const room = roomOf(ceremonyId, topic, personId);
    waiting.delete(room);
    const before = sent.get(room);
    // Nobody has asked for it yet: the first subscriber's snapshot starts the count.
    if (before === undefined) return;
    const now = view(ceremonyId, topic, personId);
    if (now === null) return;
    const print = fingerprint(now);
    const changes = diff(before.print, print, now);
    if (changes === null) return;
    const revision = before.revision + 1;
    sent.set(room, { revision, print });
    io.to(room).emit('topic', { topic, revision, changes } satisfies TopicMessage);
  };

  const sendAndRest = (ceremonyId: string, topic: Topic, personId: string): void => {
    send(ceremonyId, topic, personId);
    const pause = PAUSES[topic];
    if (pause === undefined) return;
    const room = roomOf(ceremonyId, topic, personId);
    const wake = (): void => {
      const hasMore = resting.get(room)?.hasMore === true;
      resting.delete(room);
      if (hasMore) sendAndRest(ceremonyId, topic, personId);
    };
    resting.set(room, { timer: setTimeout(wake, pause), hasMore: false });
  };

  const sweepSelves = (): void => {
    let left = SELVES_A_TURN;
    for (const [room, { ceremonyId, personId }] of selves) {
      if (left === 0) break;
      left -= 1;
      selves.delete(room);
      send(ceremonyId, 'self', personId);
    }
    sweeping = selves.size > 0;
    if (sweeping) setImmediate(sweepSelves);
  };

  const scheduleSelf = (ceremonyId: string, personId: string): void => {
    const room = roomOf(ceremonyId, 'self', personId);
    if (!sent.has(room)) return;
    selves.set(room, { ceremonyId, personId });
    if (sweeping) return;
    sweeping = true;
    setTimeout(sweepSelves, DELAYS.self);
  };

  const schedule = (ceremonyId: string, topic: Topic, personId: string): void => {
    const room = roomOf(ceremonyId, topic, personId);
    if (waiting.has(room) || !sent.has(room)) return;
    const rest = resting.get(room);
    if (rest === undefined) waiting.set(room, setTimeout(sendAndRest, DELAYS[topic], ceremonyId, topic, personId));
    else rest.hasMore = true;
  };

  return {
    touch: (ceremonyId, topic) => schedule(ceremonyId, topic, ''),
    touchSelf: scheduleSelf,
    snapshot: (ceremonyId, topic, personId) => {
      const room = roomOf(ceremonyId, topic, personId);
      // Everyone in the room gets pending changes first, so that snapshot and later changes share one count.
      const pending = waiting.get(room);
      const rest = resting.get(room);
      if (pending !== undefined || rest?.hasMore === true || selves.delete(room)) {
        clearTimeout(pending);
        if (rest !== undefined) rest.hasMore = false;
        send(ceremonyId, topic, personId);
      }
      const now = view(ceremonyId, topic, personId);
      if (now === null) return null;
      const before = sent.get(room);
      const print = fingerprint(now);
      if (before === undefined) sent.set(room, { revision: 1, print });
      else if (diff(before.print, print, now) !== null) send(ceremonyId, topic, personId);
      return { topic, revision: sent.get(room)?.revision ?? 1, snapshot: now };
    },
    forgetSelf: (ceremonyId, personId) => {
      const room = roomOf(ceremonyId, 'self', personId);
      selves.delete(room);
      sent.delete(room);
    },
    stop: () => {
      for (const timer of waiting.values()) clearTimeout(timer);
      for (const { timer } of resting.values()) clearTimeout(timer);
      waiting.clear();
      resting.clear();
      // A sweep that still comes finds nobody.
      selves.clear();
    },
  };
};
