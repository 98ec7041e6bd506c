import { Worker } from 'node:worker_threads';

/** What a thread answers to each message: what was made, or why it was not. */
export type ThreadAnswer<Made> =
  | { readonly ok: true; readonly made: Made }
  | { readonly ok: false; readonly why: string };

/** Has it made; null when so many wait that whoever asks comes again. */
export type OneThread<Ask, Made> = {
  readonly make: (ask: Ask) => Promise<Made | null>;
  readonly end: () => Promise<unknown>;
};

/** A thread that has had nothing to do for so long gives its memory back. */
const IDLE_MS = 60_000;
/** No document takes as long; one that would holds up no other. */
const TIMEOUT_MS = 20_000;

type Thread<Made> = { readonly worker: Worker; told: PromiseWithResolvers<ThreadAnswer<Made>> };

const start = <Made>(entry: URL): Thread<Made> => {
  const own = { worker: new Worker(entry), told: Promise.withResolvers<ThreadAnswer<Made>>() };
  own.worker.on('message', (answer: ThreadAnswer<Made>) => own.told.resolve(answer));
  own.worker.on('error', (error) => own.told.reject(error));
  own.worker.on('exit', () => own.told.reject(new Error('The thread has ended.')));
  return own;
};

/** A thread beside the house that makes one thing after another; it is started when it is first needed. */
export const createOneThread = <Ask, Made>(entry: URL, most: number): OneThread<Ask, Made> => {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let thread: Thread<Made> | null = null;
  let idle: NodeJS.Timeout | undefined;

  const end = async (): Promise<unknown> => {
    clearTimeout(idle);
    const { worker } = thread ?? {};
    thread = null;
    return worker?.terminate();
  };

  const makeNow = async (ask: Ask): Promise<Made> => {
    clearTimeout(idle);
    const own = (thread ??= start(entry));
    const told = Promise.withResolvers<ThreadAnswer<Made>>();
    own.told = told;
    own.worker.ref();
    const stop = setTimeout(() => told.reject(new Error('It took too long.')), TIMEOUT_MS);
    own.worker.postMessage(ask, []);
    try {
      const answer = await told.promise;
      if (answer.ok) return answer.made;
      throw new Error(`A document could not be made: ${answer.why}`);
    } catch (error) {
      await end();
      throw error;
    } finally {
      clearTimeout(stop);
      own.worker.unref();
      idle = setTimeout(() => void end(), IDLE_MS).unref();
    }
  };

  return {
    make: async (ask) => {
      if (waiting >= most) return null;
      waiting += 1;
      const mine = last.then(async () => makeNow(ask)).finally(() => (waiting -= 1));
      last = mine.catch(() => undefined);
      return mine;
    },
    end,
  };
};
