// The reading thread: a connection of its own, so that nobody who reads waits for a flush (L15).
import { parentPort, workerData } from 'node:worker_threads';

import { writeBackup } from './backup.ts';
import type { ChainCheck } from './chain-check.ts';
import { databaseFile, openBesideWriter } from './database.ts';
import type { EventPage } from './event-page.ts';
import { toFault } from './fault.ts';
import { prepareRoots, proveInclusionInTurns, type AskedInclusion, type InclusionProof } from './ledger-root.ts';
import { chainCheck, prepareReads } from './read-ledger.ts';
import type { CommandRow, CursorRow, HeadRow, PersonalRow } from './rows.ts';
import { answered, type Call, CLOSE, faulted, OPENED, post } from './thread.ts';

type Document = { readonly ledger: string; readonly document: string };

export type ReaderStart = { readonly folder: string };
export type ReaderCalls = {
  readonly ledgers: { readonly ask: null; readonly answer: readonly HeadRow[] };
  readonly read: {
    readonly ask: { readonly ledger: string; readonly after: number; readonly limit: number };
    readonly answer: EventPage;
  };
  readonly stream: {
    readonly ask: { readonly ledger: string; readonly stream: string; readonly after: number; readonly limit: number };
    readonly answer: EventPage;
  };
  readonly last: { readonly ask: { readonly ledger: string; readonly stream: string }; readonly answer: EventPage };
  readonly command: {
    readonly ask: { readonly ledger: string; readonly actor: string; readonly id: string };
    readonly answer: CommandRow | null;
  };
  readonly document: { readonly ask: Document; readonly answer: Uint8Array | null };
  readonly prepared: { readonly ask: Document & { readonly person: string }; readonly answer: Uint8Array | null };
  readonly cursors: { readonly ask: { readonly ledger: string }; readonly answer: readonly CursorRow[] };
  readonly personal: { readonly ask: { readonly ledger: string }; readonly answer: readonly PersonalRow[] };
  readonly verify: { readonly ask: { readonly ledger: string }; readonly answer: ChainCheck };
  readonly root: { readonly ask: { readonly ledger: string; readonly upTo: number }; readonly answer: string | null };
  readonly inclusion: { readonly ask: AskedInclusion; readonly answer: InclusionProof | null };
  readonly backup: { readonly ask: { readonly file: string }; readonly answer: null };
};

const port = parentPort;
if (port === null) throw new Error('The reading thread is started by the store, not by itself.');

const connect = (folder: string) => {
  const database = openBesideWriter(folder);
  return { database, reads: prepareReads(database), roots: prepareRoots(database) };
};
type Connection = ReturnType<typeof connect>;

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Others are served in between (L15). */
const inTurns = async <T>(work: Generator<undefined, T>): Promise<T> => {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await nextTurn();
  }
};

const serve = ({ folder }: ReaderStart): void => {
  const file = databaseFile(folder);
  let opened: Connection | undefined;
  const connection = (): Connection => (opened ??= connect(folder));

  const run = async (call: Call<ReaderCalls>): Promise<unknown> => {
    switch (call.name) {
      case 'ledgers':
        return connection().reads.ledgers();
      case 'read':
        return connection().reads.pages.after(call.ask.ledger, call.ask.after, call.ask.limit);
      case 'stream':
        return connection().reads.pages.ofStream(call.ask.ledger, call.ask.stream, call.ask.after, call.ask.limit);
      case 'last':
        return connection().reads.pages.lastOfStream(call.ask.ledger, call.ask.stream);
      case 'command':
        return connection().reads.command(call.ask.ledger, call.ask.actor, call.ask.id);
      case 'document':
        return connection().reads.document(call.ask.ledger, call.ask.document);
      case 'prepared':
        return connection().reads.prepared(call.ask.ledger, call.ask.document, call.ask.person);
      case 'cursors':
        return connection().reads.cursors(call.ask.ledger);
      case 'personal':
        return connection().reads.personal(call.ask.ledger);
      case 'verify':
        return inTurns(chainCheck(connection().database, call.ask.ledger));
      case 'root':
        return inTurns(connection().roots(call.ask.ledger, call.ask.upTo));
      case 'inclusion':
        return inTurns(proveInclusionInTurns(connection().database, call.ask));
      case 'backup':
        writeBackup(folder, call.ask.file);
        return null;
    }
  };

  const answer = async (call: Call<ReaderCalls>): Promise<void> => {
    try {
      const value = await run(call);
      const transfer = value instanceof Uint8Array && value.buffer instanceof ArrayBuffer ? [value.buffer] : [];
      post(port, [answered(call.id, value)], transfer);
    } catch (error) {
      post(port, [faulted(call.id, toFault(error, file))]);
    }
  };

  port.on('message', (message: readonly Call<ReaderCalls>[] | typeof CLOSE) => {
    if (message === CLOSE) {
      opened?.database.close();
      port.close();
      return;
    }
    for (const call of message) void answer(call);
  });
};

try {
  serve(workerData as ReaderStart);
  post(port, [answered(OPENED, null)]);
} catch (error) {
  post(port, [faulted(OPENED, toFault(error, 'the database'))]);
  port.close();
}
