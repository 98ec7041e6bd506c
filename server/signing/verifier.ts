// F20: files from outside are judged in threads of their own: whatever they cost, nobody else waits for it.
import { isMarkedAsUntransferable, Worker } from 'node:worker_threads';
import type { VerifyReport, Unreadable } from './verify.ts';
import type { Job, Done, Trusted } from './verifier-thread.ts';

export type { Trusted } from './verifier-thread.ts';

export type Verdict =
  /** `under`: which of the trusts it was judged by. */
  | { readonly outcome: 'judged'; readonly under: number; readonly report: VerifyReport | Unreadable }
  /** It took longer, or more memory, than a file can need. */
  | { readonly outcome: 'given-up' }
  /** Too many wait already. */
  | { readonly outcome: 'busy' };

export type Verifier = {
  /**
   * Judged by the first trust; by the next one if every signature leads to an authority that the one before does not know.
   * H60: the bytes go over to the thread with the whole buffer that they are in, and are empty here afterwards.
   */
  judge(bytes: Uint8Array, trusts: readonly [Trusted, ...Trusted[]]): Promise<Verdict>;
  stop(): Promise<void>;
};

type Waiting = {
  readonly job: Job;
  readonly isLarge: boolean;
  readonly resolve: (verdict: Verdict) => void;
  readonly reject: (fault: unknown) => void;
};

const ENTRY = new URL('verifier-thread.ts', import.meta.url);

/** A file of so many bytes may cost many times its size while it is judged: one such at a time (H60). */
const LARGE = 4 * 1024 * 1024;

const STANDARD = { threads: 2, timeoutMs: 10_000, most: 64, heapMb: 256 };

/** Threads are started when they are first needed, and again when one had to be ended. `entry`: what they run. */
export const createVerifier = (options: Partial<typeof STANDARD> & { readonly entry?: URL } = {}): Verifier => {
  const { threads, timeoutMs, most, heapMb, entry } = { ...STANDARD, entry: ENTRY, ...options };
  const idle: Thread[] = [];
  const all = new Set<Thread>();
  const queue: Waiting[] = [];
  let isStopped = false;
  let isLargeRunning = false;

  /** The first whose turn it is: small ones pass a large one that waits for another. */
  const nextJob = (): Waiting | undefined => {
    const index = queue.findIndex(({ isLarge }) => !(isLarge && isLargeRunning));
    return index < 0 ? undefined : queue.splice(index, 1)[0];
  };
  const next = (): void => {
    while (idle.length > 0 || all.size < threads) {
      const waiting = nextJob();
      if (waiting === undefined) return;
      if (waiting.isLarge) isLargeRunning = true;
      (idle.pop() ?? open()).take(waiting);
    }
  };

  const open = (): Thread => {
    const thread = startThread(entry, { heapMb, timeoutMs }, (isGone, wasLarge) => {
      if (isGone) all.delete(thread);
      else idle.push(thread);
      if (wasLarge) isLargeRunning = false;
      next();
    });
    all.add(thread);
    return thread;
  };

  return {
    judge: async (bytes, trusts) => {
      if (isStopped || queue.length >= most) return { outcome: 'busy' };
      return new Promise((resolve, reject) => {
        queue.push({ job: { bytes, trusts }, isLarge: bytes.length > LARGE, resolve, reject });
        next();
      });
    },
    stop: async () => {
      isStopped = true;
      for (const { resolve } of queue.splice(0)) resolve({ outcome: 'busy' });
      await Promise.all([...all].map(async (thread) => thread.end()));
    },
  };
};

type Thread = { readonly take: (waiting: Waiting) => void; readonly end: () => Promise<unknown> };

/** `free` is called after each file: the thread can take the next one, or is gone. */
const startThread = (
  entry: URL,
  { heapMb, timeoutMs }: { readonly heapMb: number; readonly timeoutMs: number },
  free: (isGone: boolean, wasLarge: boolean) => void,
): Thread => {
  const worker = new Worker(entry, { resourceLimits: { maxOldGenerationSizeMb: heapMb } });
  worker.unref();
  let current: (Waiting & { readonly timer: NodeJS.Timeout }) | null = null;
  let isGone = false;
  const finish = (tell: (waiting: Waiting) => void): void => {
    const waiting = current;
    current = null;
    if (waiting === null) return;
    clearTimeout(waiting.timer);
    tell(waiting);
    if (!isGone) free(false, waiting.isLarge);
  };
  const leave = (tell: (waiting: Waiting) => void): void => {
    if (isGone) return;
    isGone = true;
    const wasLarge = current?.isLarge ?? false;
    finish(tell);
    void worker.terminate();
    free(true, wasLarge);
  };
  const giveUp = ({ resolve }: Waiting): void => resolve({ outcome: 'given-up' });
  worker.on('message', (done: Done) =>
    finish(({ resolve, reject }) =>
      done.ok
        ? resolve({ outcome: 'judged', ...done.judged })
        : reject(new Error(`The verifier failed: ${done.fault}`)),
    ),
  );
  worker.on('error', (error: NodeJS.ErrnoException) =>
    leave(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? giveUp : ({ reject }) => reject(error)),
  );
  worker.on('exit', () => leave(giveUp));
  return {
    take: (waiting) => {
      // A thread that does not answer is ended: only so does endless work end.
      current = { ...waiting, timer: setTimeout(() => leave(giveUp), timeoutMs) };
      const { buffer } = waiting.job.bytes;
      // What shares its buffer with others of this process (Node's pool) stays, and is copied.
      const isOwn = buffer instanceof ArrayBuffer && !isMarkedAsUntransferable(buffer);
      worker.postMessage(waiting.job, isOwn ? [buffer] : []);
    },
    end: async () => {
      leave(giveUp);
      return worker.terminate();
    },
  };
};
