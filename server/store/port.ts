// What the house asks of its memory. SQLite answers today; PostgreSQL will by the same suite.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export type NewEvent = { readonly type: string; readonly schema: number; readonly data: JsonObject };

export type StoredEvent = NewEvent & {
  readonly ledger: string;
  /** Gapless within a ledger, from 1. */
  readonly position: number;
  readonly stream: string;
  /** Gapless within a stream, from 1. */
  readonly version: number;
  readonly actor: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Hex SHA-256; the first event's predecessor is 64 zeros. */
  readonly previousHash: string;
  readonly hash: string;
};

export type StreamWrite = {
  readonly stream: string;
  /** Version the stream must have now; 0 when it must not exist yet. */
  readonly expectedVersion: number;
  readonly events: readonly NewEvent[];
};

export type CommandRecord = {
  readonly actor: string;
  readonly id: string;
  /** Hex SHA-256 of the canonical payload, name included. */
  readonly payloadHash: string;
  readonly result: Json;
};

/** A command as it was answered: with the ledger's position after it. */
export type AnsweredCommand = CommandRecord & { readonly position: number };

export type AppendRequest = {
  readonly ledger: string;
  readonly actor: string;
  readonly at: string;
  /** May be empty: a refusal is a command record without events. */
  readonly writes: readonly StreamWrite[];
  /** Streams that only must not have changed. */
  readonly asserts?: readonly { readonly stream: string; readonly version: number }[];
  /** Bytes appended to documents; `index` must be the document's next one. */
  readonly segments?: readonly { readonly document: string; readonly index: number; readonly bytes: Uint8Array }[];
  /** The revision a signatory is about to sign; replaces an earlier one of the same document and person. */
  readonly prepared?: { readonly document: string; readonly person: string; readonly bytes: Uint8Array };
  /** Personal data beside the chain; events hold only commitments to it. Replaces what stood under the subject. */
  readonly personal?: readonly { readonly subject: string; readonly salt: string; readonly data: JsonObject }[];
  readonly command?: CommandRecord;
};

export type AppendOutcome =
  | { readonly ok: true; readonly position: number; readonly events: readonly StoredEvent[] }
  /** Someone else was first: a stream, a document's next segment, or the same command id. Decide again. */
  | { readonly ok: false; readonly conflict: 'stream' | 'segment' | 'command'; readonly detail: string };

/** Called in order of position for every committed batch, before the appender's promise resolves. */
export type Follower = (events: readonly StoredEvent[]) => void;

export type Store = AsyncDisposable & {
  append(request: AppendRequest): Promise<AppendOutcome>;
  follow(follower: Follower): () => void;
  ledgers(): Promise<readonly { readonly ledger: string; readonly position: number; readonly hash: string }[]>;
  /** Events after `after`, in order, at most `limit` of them. */
  read(ledger: string, after: number, limit: number): Promise<readonly StoredEvent[]>;
  findCommand(ledger: string, actor: string, id: string): Promise<AnsweredCommand | null>;
  /** The document's segments joined, or null when there is none. */
  readDocument(ledger: string, document: string): Promise<Uint8Array | null>;
  readPrepared(ledger: string, document: string, person: string): Promise<Uint8Array | null>;
  personal(ledger: string): Promise<ReadonlyMap<string, { readonly salt: string; readonly data: JsonObject }>>;
  erasePersonal(ledger: string, subject: string): Promise<void>;
  /** Checks hashes, order and gaps of a whole ledger. */
  verifyChain(
    ledger: string,
  ): Promise<{ readonly ok: boolean; readonly events: number; readonly brokenAt: number | null }>;
  /** Online copy into a new file. */
  backup(file: string): Promise<void>;
};
