import { Worker } from 'node:worker_threads';
import type { CopyAnswer } from './copy-thread.ts';

/** The copy for folders (D50) of the file with this SHA-256; null when so many wait that whoever asks comes again. */
export type Copies = (sha256: string, signed: Uint8Array) => Promise<Uint8Array | null>;

const THREAD = new URL('copy-thread.ts', import.meta.url);
/** Asked for and not yet made. */
const MOST_WAITING = 32;
/** What was made last, to be had again at no cost. */
const KEPT = 8;
/** A thread that has had nothing to do for so long gives its memory back. */
const IDLE_MS = 60_000;
/** No document takes as long; one that would holds up no other. */
const TIMEOUT_MS = 20_000;

type Thread = { readonly worker: Worker; told: PromiseWithResolvers<CopyAnswer> };

const start = (): Thread => {
  const own = { worker: new Worker(THREAD), told: Promise.withResolvers<CopyAnswer>() };
  own.worker.on('message', (answer: CopyAnswer) => own.told.resolve(answer));
  own.worker.on('error', (error) => own.told.reject(error));
  own.worker.on('exit', () => own.told.reject(new Error('The copying thread has ended.')));
  return own;
};

/** H57: each takes tenths of a second: in a thread of its own, one after another, each once for all who ask meanwhile. */
export const createCopies = ({ most = MOST_WAITING }: { readonly most?: number } = {}): Copies => {
  const made = new Map<string, Promise<Uint8Array>>();
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let thread: Thread | null = null;
  let idle: NodeJS.Timeout | undefined;

  const end = (): void => {
    void thread?.worker.terminate();
    thread = null;
  };

  const copy = async (signed: Uint8Array): Promise<Uint8Array> => {
    clearTimeout(idle);
    const own = (thread ??= start());
    const told = Promise.withResolvers<CopyAnswer>();
    own.told = told;
    own.worker.ref();
    const stop = setTimeout(() => told.reject(new Error('The copy took too long.')), TIMEOUT_MS);
    own.worker.postMessage(signed, []);
    try {
      const answer = await told.promise;
      if (answer.ok) return answer.copy;
      throw new Error(`The copy failed: ${answer.why}`);
    } catch (error) {
      end();
      throw error;
    } finally {
      clearTimeout(stop);
      own.worker.unref();
      idle = setTimeout(end, IDLE_MS).unref();
    }
  };

  return async (sha256, signed) => {
    const known = made.get(sha256);
    if (known !== undefined) return known;
    if (waiting >= most) return null;
    waiting += 1;
    const mine = last.then(async () => copy(signed)).finally(() => (waiting -= 1));
    last = mine.catch(() => made.delete(sha256));
    made.set(sha256, mine);
    for (const old of made.keys()) if (made.size > KEPT + waiting) made.delete(old);
    return mine;
  };
};
