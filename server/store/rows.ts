// The database is an edge: what it returns is parsed before the house believes it.
import { z } from 'zod';

import { damagedDatabase } from './fault.ts';
import type { AnsweredCommand, Json, JsonObject, StoredEvent } from './port.ts';

export type EventRow = {
  readonly ledger: string;
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly schema: number;
  readonly data: string;
  readonly actor: string;
  readonly at: string;
  readonly previous_hash: string;
  readonly hash: string;
};

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value);

/**
 * An event's columns in the order of `SQL.eventsAfter`, or null when they are none. By hand: zod would make the check
 * of a long chain twice as slow.
 */
export const toEventRow = (columns: unknown): EventRow | null => {
  if (!Array.isArray(columns)) return null;
  const [ledger, position, stream, version, type, schema, data, actor, at, previous, hash]: readonly unknown[] =
    columns;
  return isWhole(position) &&
    isWhole(version) &&
    isWhole(schema) &&
    typeof ledger === 'string' &&
    typeof stream === 'string' &&
    typeof type === 'string' &&
    typeof data === 'string' &&
    typeof actor === 'string' &&
    typeof at === 'string' &&
    typeof previous === 'string' &&
    typeof hash === 'string'
    ? { ledger, position, stream, version, type, schema, data, actor, at, previous_hash: previous, hash }
    : null;
};

export const headRow = z.object({ ledger: z.string(), position: z.int(), hash: z.string() });
export type HeadRow = Readonly<z.infer<typeof headRow>>;

export const commandRow = z.object({
  actor: z.string(),
  id: z.string(),
  payload_hash: z.string(),
  result: z.string(),
  position: z.int(),
});
export type CommandRow = Readonly<z.infer<typeof commandRow>>;

export const personalRow = z.object({ subject: z.string(), salt: z.string(), data: z.string() });
export type PersonalRow = Readonly<z.infer<typeof personalRow>>;

export const hashRow = z.object({ position: z.int(), hash: z.string() });

export const cursorRow = z.object({ name: z.string(), position: z.int() });
export type CursorRow = Readonly<z.infer<typeof cursorRow>>;

const bytes = z.instanceof(Uint8Array);
export const segmentRow = z.object({ idx: z.int(), bytes, sha256: z.string() });
export const preparedRow = z.object({ bytes });
export const keyFileRow = z.object({ name: z.string(), bytes });
/** `PRAGMA user_version`, `max(version)` and the like: one column named `value`. */
export const valueRow = z.object({ value: z.int() });
/** Events as one text, and how many they must be. */
export const pageRow = z.object({ count: z.int(), text: z.string() });
export const nameRow = z.object({ name: z.string() });

/** Parses a row or says which table of the database is damaged (fault `damaged`). */
export const parseRow = <T>(schema: z.ZodType<T>, row: unknown, table: string): T => {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  throw damagedDatabase('in DATA_DIR', `a row of ${table} has an unknown shape`);
};

/** JSON.parse yields JSON by construction. Throws on anything else. */
export const parseJson = (text: string): Json => JSON.parse(text) as Json;

const parseObject = (text: string): JsonObject => {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw damagedDatabase('in DATA_DIR', 'stored data is no JSON object');
  return value as JsonObject;
};

export const toEvent = (row: EventRow): StoredEvent => ({
  ledger: row.ledger,
  position: row.position,
  stream: row.stream,
  version: row.version,
  type: row.type,
  schema: row.schema,
  data: parseObject(row.data),
  actor: row.actor,
  at: row.at,
  previousHash: row.previous_hash,
  hash: row.hash,
});

export const toCommand = (row: CommandRow): AnsweredCommand => ({
  actor: row.actor,
  id: row.id,
  payloadHash: row.payload_hash,
  result: parseJson(row.result),
  position: row.position,
});

/** L60: what is no JSON object is none of what was written; it is handed over empty, which no event commits to. */
const readable = (text: string): JsonObject => {
  try {
    return parseObject(text);
  } catch {
    return {};
  }
};

export const toPersonal = (
  rows: readonly PersonalRow[],
): ReadonlyMap<string, { readonly salt: string; readonly data: JsonObject }> =>
  new Map(rows.map((row) => [row.subject, { salt: row.salt, data: readable(row.data) }]));
