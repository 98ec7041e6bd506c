// The memory on one machine: an SQLite file behind a writing and a reading thread. The event loop never waits for a disk.
import { resolve } from 'node:path';

import { PAGE, toEvents, toLastEvent, toStreamEvents } from './event-page.ts';
import { takeLock } from './lock.ts';
import { toOrder } from './order.ts';
import type { Follower, Store, StoredEvent } from './port.ts';
import { toCommand, toEvent, toPersonal } from './rows.ts';
import type { ReaderCalls } from './sqlite-reader.ts';
import type { WriterCalls, WriterStart } from './sqlite-writer.ts';
import { startThread } from './thread.ts';

const WRITER = new URL('sqlite-writer.ts', import.meta.url);
const READER = new URL('sqlite-reader.ts', import.meta.url);

/**
 * Opens the data folder (created if absent) or throws a `StoreFault` whose message is a sentence: `locked`,
 * `unwritable`, `damaged`, `newer`, `disk-full`. `maxPages` (of 4,096 bytes) bounds the database file.
 * `flushDelayMs` makes every commit wait, as a slow disk would (for tests and the bench).
 * An append that finds no room rejects with the fault `disk-full`; the store stays usable.
 * A follower that throws does not spoil the append: the error surfaces as an uncaught exception of the process.
 */
export const openSqliteStore = async (options: {
  readonly folder: string;
  readonly maxPages?: number;
  readonly flushDelayMs?: number;
}): Promise<Store> => {
  const folder = resolve(options.folder);
  await using opening = new AsyncDisposableStack();
  opening.use(takeLock(folder));
  const start: WriterStart = { folder, maxPages: options.maxPages, flushDelayMs: options.flushDelayMs ?? 0 };
  // The reader loads meanwhile; it opens the file when it is first asked, after the writer has checked and migrated it.
  const [writing, reading] = await Promise.allSettled([
    startThread<WriterCalls>(WRITER, start),
    startThread<ReaderCalls>(READER, { folder }),
  ]);
  // L7: the writer closes last, since only it can bring the write-ahead log into the file.
  for (const thread of [writing, reading]) if (thread.status === 'fulfilled') opening.use(thread.value);
  if (writing.status === 'rejected') throw writing.reason;
  if (reading.status === 'rejected') throw reading.reason;
  const [writer, reader] = [writing.value, reading.value];
  const resources = opening.move();
  const followers = new Set<Follower>();

  const readPage = async (ledger: string, after: number, limit: number): Promise<readonly StoredEvent[]> => {
    const page = await reader.call('read', { ledger, after, limit });
    return toEvents(page, ledger, after, (last) => reader.call('read', { ledger, after: last, limit: 1 }));
  };

  const tell: Follower = (events, beside) => {
    for (const follower of followers) {
      try {
        follower(events, beside);
      } catch (error) {
        setImmediate(() => {
          throw error;
        });
      }
    }
  };

  return {
    async append(request) {
      const { order, transfer } = toOrder(request);
      // Answers come in the order of the commits and each continues here in that order: followers see no gap (L8).
      const answer = await writer.call('append', order, transfer);
      if (!answer.ok) return answer;
      const events = answer.events.map(toEvent);
      const { ledger, personal = [], erases } = request;
      const erased = erases?.subjects ?? [];
      if (events.length + personal.length + erased.length > 0) tell(events, { ledger, personal, erased });
      return { ok: true, position: answer.position, events };
    },
    follow(follower) {
      // Wrapped, so that the same function may follow twice and leave once.
      const own: Follower = (events, beside) => follower(events, beside);
      followers.add(own);
      return () => followers.delete(own);
    },
    ledgers: () => reader.call('ledgers', null),
    async read(ledger, after, limit) {
      const read: StoredEvent[] = [];
      for (let last = after; read.length < limit;) {
        const asked = Math.min(limit - read.length, PAGE);
        const page = await readPage(ledger, last, asked);
        for (const event of page) read.push(event);
        if (page.length < asked) break;
        last = page.at(-1)?.position ?? last;
      }
      return read;
    },
    async readStream(ledger, stream, after, limit) {
      const found: StoredEvent[] = [];
      for (let last = after; found.length < limit;) {
        const asked = Math.min(limit - found.length, PAGE);
        const page = toStreamEvents(
          await reader.call('stream', { ledger, stream, after: last, limit: asked }),
          ledger,
          stream,
        );
        for (const event of page) found.push(event);
        if (page.length < asked) break;
        last = page.at(-1)?.version ?? last;
      }
      return found;
    },
    lastOfStream: async (ledger, stream) => toLastEvent(await reader.call('last', { ledger, stream }), ledger, stream),
    async findCommand(ledger, actor, id) {
      const row = await reader.call('command', { ledger, actor, id });
      return row && toCommand(row);
    },
    readDocument: (ledger, document) => reader.call('document', { ledger, document }),
    readPrepared: (ledger, document, person) => reader.call('prepared', { ledger, document, person }),
    async cursors(ledger) {
      const rows = await reader.call('cursors', { ledger });
      return new Map(rows.map(({ name, position }) => [name, position]));
    },
    personal: async (ledger) => toPersonal(await reader.call('personal', { ledger })),
    verifyChain: (ledger) => reader.call('verify', { ledger }),
    root: (ledger, upTo) => reader.call('root', { ledger, upTo }),
    proveInclusion: (asked) => reader.call('inclusion', asked),
    async backup(file) {
      // A thread of its own: copying a large ledger must not hold up whoever reads.
      await using copier = await startThread<ReaderCalls>(READER, { folder });
      await copier.call('backup', { file: resolve(file) });
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
};
