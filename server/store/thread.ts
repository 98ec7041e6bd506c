// Calls to a thread of our own and back: typed by a table of calls, batched per turn, answered in order.
import { type MessagePort, Worker } from 'node:worker_threads';

import { StoreFault, type StoreFaultCode } from './fault.ts';

export type CallTable = { readonly [name: string]: { readonly ask: unknown; readonly answer: unknown } };

export type Call<T extends CallTable> = {
  [N in keyof T & string]: { readonly id: number; readonly name: N; readonly ask: T[N]['ask'] };
}[keyof T & string];

export type Answer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly code: StoreFaultCode; readonly message: string };

/** The thread's first answer: it is open, or why not. */
export const OPENED = 0;
/** The last message to a thread. */
export const CLOSE = 'close';

/**
 * Answers that are handed over in one turn of the event loop. A port gives its messages one after another while more
 * arrive: callers that ask again at once would keep everybody else waiting.
 */
const ANSWERS_A_TURN = 16;

export const answered = (id: number, value: unknown): Answer => ({ id, ok: true, value });
export const faulted = (id: number, fault: StoreFault): Answer => ({
  id,
  ok: false,
  code: fault.code,
  message: fault.message,
});
export const post = (port: MessagePort, answers: readonly Answer[], transfer: readonly ArrayBuffer[] = []): void =>
  port.postMessage(answers, transfer);

export type Thread<T extends CallTable> = AsyncDisposable & {
  call<N extends keyof T & string>(
    name: N,
    ask: T[N]['ask'],
    transfer?: readonly ArrayBuffer[],
  ): Promise<T[N]['answer']>;
};

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (fault: StoreFault) => void };

/** Starts `entry` and waits until it is open; its fault on opening is thrown. */
export const startThread = async <T extends CallTable>(entry: URL, start: unknown): Promise<Thread<T>> => {
  const worker = new Worker(entry, { workerData: start });
  const waiting = new Map<number, Waiting>();
  let closing = false;
  let failure: unknown;
  let lastId = OPENED;
  let outbox: { readonly id: number; readonly name: string; readonly ask: unknown }[] = [];
  let moved: ArrayBuffer[] = [];
  const arrived: Answer[] = [];

  const handOver = (limit: number): void => {
    for (const answer of arrived.splice(0, limit)) {
      const caller = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (answer.ok) caller?.resolve(answer.value);
      else caller?.reject(new StoreFault(answer.code, answer.message));
    }
  };
  const turn = (): void => {
    handOver(ANSWERS_A_TURN);
    if (arrived.length > 0) setImmediate(turn);
  };
  worker.on('message', (answers: readonly Answer[]) => {
    if (arrived.length === 0) setImmediate(turn);
    arrived.push(...answers);
  });
  const exited = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      closing = true;
      handOver(arrived.length);
      for (const { reject } of waiting.values())
        reject(new StoreFault('closed', 'The store stopped before it answered.', { cause: failure }));
      waiting.clear();
      resolve();
    });
  });
  worker.on('error', (error) => {
    failure = error;
  });
  const flush = (): void => {
    if (outbox.length === 0) return;
    worker.postMessage(outbox, moved);
    outbox = [];
    moved = [];
  };
  const opened = new Promise<unknown>((resolve, reject) => {
    waiting.set(OPENED, { resolve, reject });
  });
  try {
    await opened;
  } catch (error) {
    await exited;
    throw error;
  }

  return {
    async call(name, ask, transfer = []) {
      if (closing) throw new StoreFault('closed', 'The store is closed.');
      const id = (lastId += 1);
      if (outbox.length === 0) setImmediate(flush);
      outbox.push({ id, name, ask });
      moved.push(...transfer);
      return new Promise<T[typeof name]['answer']>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
      });
    },
    async [Symbol.asyncDispose]() {
      if (!closing) {
        closing = true;
        flush();
        worker.postMessage(CLOSE, []);
      }
      await exited;
    },
  };
};
