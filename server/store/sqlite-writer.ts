// The writing thread: the only connection that changes the database.
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';

import { prepareAppend } from './append.ts';
import { databaseFile, openForWriting } from './database.ts';
import { toFault } from './fault.ts';
import { commitGroup } from './group-commit.ts';
import { createLines } from './lines.ts';
import type { AppendAnswer, AppendOrder } from './order.ts';
import { type Answer, answered, type Call, CLOSE, faulted, OPENED, post } from './thread.ts';

export type WriterStart = {
  readonly folder: string;
  readonly maxPages: number | undefined;
  readonly flushDelayMs: number;
};
export type WriterCalls = {
  readonly append: { readonly ask: AppendOrder; readonly answer: AppendAnswer };
};
type Message = readonly Call<WriterCalls>[] | typeof CLOSE;

/** Requests in one transaction, so that the first of a flood does not wait for the last. */
const GROUP_LIMIT = 256;

const erasesSomething = ({ ask: { erases } }: Call<WriterCalls>): boolean =>
  erases.subjects.length + erases.preparedOf.length > 0;

const port = parentPort;
if (port === null) throw new Error('The writing thread is started by the store, not by itself.');

const serve = ({ folder, maxPages, flushDelayMs }: WriterStart): void => {
  const database = openForWriting(folder, maxPages);
  const file = databaseFile(folder);
  const lines = createLines();
  const append = prepareAppend(database, lines);

  const apply = (call: Call<WriterCalls>): AppendAnswer => append(call.ask);

  const commit = (calls: readonly Call<WriterCalls>[]): void => {
    if (flushDelayMs > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, flushDelayMs);
    const before = lines.mark();
    const attempts = commitGroup(database, calls, apply, (undone) => {
      // A group is met again one by one, from where the lines stood before it; one by itself has failed.
      if (undone.length !== 1) return lines.reset(before);
      for (const { ask } of undone) lines.fail(ask);
    });
    // L13: also out of the write-ahead log. A reader may hold it; then the next checkpoint does it.
    // Without waiting for a reader: everybody else would wait with it.
    if (calls.some(erasesSomething)) {
      database.exec('PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA busy_timeout = 5000');
    }
    post(
      port,
      attempts.map((attempt, index): Answer => {
        const id = calls[index]?.id ?? OPENED;
        return attempt.ok ? answered(id, attempt.value) : faulted(id, toFault(attempt.error, file));
      }),
    );
  };

  port.on('message', (first: Message) => {
    const calls: Call<WriterCalls>[] = [];
    let message: Message | undefined = first;
    while (message !== undefined && message !== CLOSE) {
      calls.push(...message);
      message = receiveMessageOnPort(port)?.message;
    }
    for (let from = 0; from < calls.length; from += GROUP_LIMIT) commit(calls.slice(from, from + GROUP_LIMIT));
    if (message === CLOSE) {
      database.close();
      port.close();
    }
  });
};

try {
  serve(workerData as WriterStart);
  post(port, [answered(OPENED, null)]);
} catch (error) {
  post(port, [faulted(OPENED, toFault(error, 'the database'))]);
  port.close();
}
