import { signal, type ReadonlySignal } from '@preact/signals';
import { io } from 'socket.io-client';
import type { PayloadOf, CommandName } from '#contract/commands';
import { PROTOCOL_VERSION, type Topic } from '#contract/constants';
import type { Acknowledgement, Problem } from '#contract/problems';
import type { TopicMessage } from '#contract/views';
import { problemCode } from '../i18n/problems.ts';
import type { Signaller } from '../media/wire.ts';
import { offsetOf, roundTripOf, type ClockSample } from './clock-offset.ts';
import { afterRefusal, type ConnectionState } from './connection-state.ts';
import { createOutbox } from './outbox.ts';
import { SignalRefused } from './signal-refused.ts';
import { applyTopicMessage, type Followed } from './topic-revisions.ts';
import { uuid } from './uuid.ts';

const ANSWER_WITHIN_MS = 8_000;
const RETRY_AFTER_MS = 1_500;
const ASK_CLOCK_EVERY_MS = 15_000;
const CLOCK_SAMPLES_KEPT = 5;

type Answered<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Problem };

export type Connection = {
  readonly state: ReadonlySignal<ConnectionState>;
  /** Commands given but not answered yet; they are sent again by themselves. */
  readonly waiting: ReadonlySignal<number>;
  /** Shortest of the last round trips to the server in milliseconds; null before the first. */
  readonly roundTrip: ReadonlySignal<number | null>;
  /** The server's time now, in milliseconds since 1970. */
  readonly now: () => number;
  /** Gives a command. Answers when the server has answered, however often the connection was lost in between. */
  readonly command: <Name extends CommandName>(name: Name, payload: PayloadOf<Name>) => Promise<Acknowledgement>;
  readonly subscribe: (topics: readonly Topic[]) => void;
  /** The server sends these no more: subscribing asks for them anew. */
  readonly forget: (topics: readonly Topic[]) => void;
  readonly signaller: Signaller;
  /** After `taken-over` or `refused`: try to be here again. */
  readonly comeBack: () => void;
  readonly close: () => void;
};

/**
 * The one connection of a person to a ceremony. Stays by itself: after a loss or a restart of the server it connects
 * again, subscribes again and sends again what was not answered. `address` is for tests; in a page it is the page's own.
 */
export const connect = ({
  ceremonyId,
  personId,
  onView,
  address,
}: {
  readonly ceremonyId: string;
  readonly personId: string;
  readonly onView: (topic: Topic, view: unknown) => void;
  readonly address?: string;
}): Connection => {
  const state = signal<ConnectionState>({ state: 'connecting' });
  const waiting = signal(0);
  const roundTrip = signal<number | null>(null);
  const followed = new Map<Topic, Followed | null>();
  let samples: readonly ClockSample[] = [];
  let retry: ReturnType<typeof setTimeout> | undefined;

  const options = {
    auth: { protocol: PROTOCOL_VERSION, ceremonyId, personId, tab: uuid() },
    reconnectionDelay: 400,
    reconnectionDelayMax: 3_000,
    withCredentials: true,
    forceNew: true,
  };
  const socket = address === undefined ? io(options) : io(address, options);

  const ask = async <Answer>(event: string, payload: unknown): Promise<Answer> =>
    (await socket.timeout(ANSWER_WITHIN_MS).emitWithAck(event, payload)) as Answer;

  const outbox = createOutbox({
    isConnected: () => socket.connected,
    onWaiting: (count) => {
      waiting.value = count;
    },
    sendOnce: (envelope) => ask<Acknowledgement>('command', envelope).catch(() => null),
  });

  const subscribeNow = async (topic: Topic): Promise<void> => {
    followed.set(topic, null);
    if (!socket.connected) return;
    // No answer means no connection: subscribing starts again when it stands. A refusal is final (the role may not).
    const answer = await ask<Answered<unknown>>('subscribe', { topic }).catch(() => null);
    if (answer?.ok === false) followed.delete(topic);
  };

  const askClock = async (): Promise<void> => {
    if (!socket.connected) return;
    const sentAt = Date.now();
    const answer = await ask<{ readonly at: string }>('clock', {}).catch(() => null);
    if (answer === null) return;
    const sample = { sentAt, at: Date.parse(answer.at), receivedAt: Date.now() };
    samples = [...samples, sample].slice(-CLOCK_SAMPLES_KEPT);
    // The shortest of the last few: a page that was busy drawing must not pass for a weak network.
    roundTrip.value = Math.min(...samples.map(roundTripOf));
  };
  const clockTimer = setInterval(() => void askClock(), ASK_CLOCK_EVERY_MS);

  const tryAgain = (): void => {
    clearTimeout(retry);
    retry = setTimeout(() => socket.connect(), RETRY_AFTER_MS);
  };

  socket.on('connect', () => {
    state.value = { state: 'connected' };
    for (const topic of followed.keys()) void subscribeNow(topic);
    outbox.flush();
    void askClock();
  });

  socket.on('disconnect', (reason) => {
    if (state.value.state === 'taken-over' || reason === 'io client disconnect') return;
    state.value = { state: 'lost' };
    // The server closed this connection itself (it is stopping): Socket.IO would stay away then.
    if (reason === 'io server disconnect') tryAgain();
  });

  socket.on('connect_error', (error) => {
    const code: unknown = (error as { data?: { code?: unknown } }).data?.code;
    const final = afterRefusal(problemCode(code));
    if (final !== null) {
      state.value = final;
      socket.disconnect();
      return;
    }
    if (state.value.state === 'connected') state.value = { state: 'lost' };
    if (!socket.active) tryAgain();
  });

  socket.on('taken-over', ({ by }: { readonly by: 'tab' | 'device' }) => {
    state.value = { state: 'taken-over', by };
    socket.disconnect();
  });

  socket.on('topic', (message: TopicMessage) => {
    if (!followed.has(message.topic)) return;
    const before = followed.get(message.topic) ?? null;
    // Between subscribing and its snapshot, changes of the subscription before may still arrive: they mean nothing.
    if (before === null && message.snapshot === undefined) return;
    const after = applyTopicMessage(before, message);
    if (after === 'gap') {
      void subscribeNow(message.topic);
      return;
    }
    followed.set(message.topic, after);
    onView(message.topic, after.view);
  });

  const signaller: Signaller = {
    request: async <Answer>(name: string, payload: unknown): Promise<Answer> => {
      const unavailable: Answered<Answer> = {
        ok: false,
        problem: { code: 'media-not-joined', detail: 'no connection, or no answer in time' },
      };
      const answer = socket.connected
        ? await ask<Answered<Answer>>('signal', { name, payload }).catch(() => unavailable)
        : unavailable;
      if (!answer.ok) throw new SignalRefused(answer.problem);
      return answer.value;
    },
    on: (event, listener) => {
      const heard = (payload: unknown): void => listener(payload as Parameters<typeof listener>[0]);
      const plain: string = event;
      socket.on(plain, heard);
      return () => socket.off(plain, heard);
    },
  };

  return {
    state,
    waiting,
    roundTrip,
    now: () => Date.now() + offsetOf(samples),
    command: (name, payload) => outbox.put({ id: uuid(), name, payload }),
    subscribe: (topics) => {
      for (const topic of topics) if (!followed.has(topic)) void subscribeNow(topic);
    },
    forget: (topics) => {
      for (const topic of topics) followed.delete(topic);
    },
    signaller,
    comeBack: () => {
      state.value = { state: 'connecting' };
      socket.connect();
    },
    close: () => {
      clearTimeout(retry);
      clearInterval(clockTimer);
      socket.disconnect();
    },
  };
};
