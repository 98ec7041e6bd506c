// A page of events crosses from the reading thread as one text: SQLite joins it, since data is stored as JSON already
// (L10), and whoever asked parses it once. Row objects would be built, copied and built again, a million times.
import type { DatabaseSync } from 'node:sqlite';

import { damagedDatabase } from './fault.ts';
import type { JsonObject, StoredEvent } from './port.ts';
import { parseRow, pageRow } from './rows.ts';
import { SQL } from './statements.ts';

/** How many events one page holds at most: neither thread is busy with it for more than some milliseconds (L15). */
export const PAGE = 500;

export type EventPage = { readonly count: number; readonly text: string };
export type PageReads = {
  readonly after: (ledger: string, after: number, limit: number) => EventPage;
  readonly ofStream: (ledger: string, stream: string, after: number, limit: number) => EventPage;
  readonly lastOfStream: (ledger: string, stream: string) => EventPage;
};

export const preparePages = (database: DatabaseSync): PageReads => {
  const eventsAfter = database.prepare(SQL.pageOfEvents);
  const ofStream = database.prepare(SQL.pageOfStream);
  const lastOfStream = database.prepare(SQL.lastOfStream);
  return {
    after: (ledger, after, limit) => parseRow(pageRow, eventsAfter.get(ledger, after, limit), 'events'),
    ofStream: (ledger, stream, after, limit) => parseRow(pageRow, ofStream.get(ledger, stream, after, limit), 'events'),
    lastOfStream: (ledger, stream) => parseRow(pageRow, lastOfStream.get(ledger, stream), 'events'),
  };
};

// Checked by hand: the same by zod costs as much as all the rest of a replay.
const toEvent = (ledger: string, columns: unknown): StoredEvent | null => {
  if (!Array.isArray(columns) || columns.length !== COLUMNS) return null;
  const [position, stream, version, type, schema, data, actor, at, previousHash, hash]: readonly unknown[] = columns;
  return isWhole(position) &&
    isWhole(version) &&
    isWhole(schema) &&
    isObject(data) &&
    typeof stream === 'string' &&
    typeof type === 'string' &&
    typeof actor === 'string' &&
    typeof at === 'string' &&
    typeof previousHash === 'string' &&
    typeof hash === 'string'
    ? { ledger, position, stream, version, type, schema, data, actor, at, previousHash, hash }
    : null;
};

const COLUMNS = 10;
const isWhole = (value: unknown): value is number => Number.isSafeInteger(value);
const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The events of a page in order, or null when a row of it is none. */
const parsePage = ({ count, text }: EventPage, ledger: string): readonly StoredEvent[] | null => {
  try {
    const rows: unknown = JSON.parse(text);
    if (!Array.isArray(rows) || rows.length !== count) return null;
    const events: StoredEvent[] = [];
    for (const row of rows) {
      const event = toEvent(ledger, row);
      if (event === null) return null;
      events.push(event);
    }
    return events;
  } catch {
    return null;
  }
};

const unreadable = (what: string, ledger: string) =>
  damagedDatabase('in DATA_DIR', `the ${what} of the ledger ${ledger} cannot be read`);

/** Parses a page or says which event is damaged (fault `damaged`); `readOne` reads the one after a position. */
export const toEvents = async (
  page: EventPage,
  ledger: string,
  after: number,
  readOne: (after: number) => Promise<EventPage>,
): Promise<readonly StoredEvent[]> => {
  const events = parsePage(page, ledger);
  if (events !== null) return events;
  let whole = after;
  for (let index = 0; index < page.count; index += 1) {
    const last = parsePage(await readOne(whole), ledger)?.at(-1);
    if (last === undefined) break;
    whole = last.position;
  }
  throw unreadable(`event after ${whole}`, ledger);
};

/** Parses a page of one stream. Fault `damaged`. */
export const toStreamEvents = (page: EventPage, ledger: string, stream: string): readonly StoredEvent[] => {
  const events = parsePage(page, ledger);
  if (events === null) throw unreadable(`stream ${stream}`, ledger);
  return events;
};

/** Parses a page of one event or none. Fault `damaged`. */
export const toLastEvent = (page: EventPage, ledger: string, stream: string): StoredEvent | null => {
  const events = parsePage(page, ledger);
  if (events === null) throw unreadable(`last event in ${stream}`, ledger);
  return events[0] ?? null;
};
