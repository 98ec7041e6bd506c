// What the house asks of its memory. SQLite answers today; PostgreSQL will by the same suite.
import type { AskedInclusion, InclusionProof } from './ledger-root.ts';

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
  readonly personal?: readonly PersonalData[];
  /** What stands beside the chain and goes in this very append (L53). */
  readonly erases?: Erasure;
  readonly command?: CommandRecord;
  /** How far a reaction has come in this ledger; never moves back (L43). */
  readonly cursor?: { readonly name: string; readonly position: number };
  /** For a decider that does not wait for the disk: its place in the line of such appends to this ledger (L40). */
  readonly line?: {
    /** 1, 2, 3 … in the order of sending. */
    readonly sequence: number;
    /** The highest sequence up to which every outcome was known when this was decided. */
    readonly settled: number;
  };
};

export type Erasure = {
  /** Subjects of personal data. */
  readonly subjects: readonly string[];
  /** People whose prepared revisions go: their names are drawn in them. */
  readonly preparedOf: readonly string[];
};

/** An append after which later ones may be decided differently: the others spoil nothing when they fail (L41). */
export const isBuiltUpon = (request: {
  readonly writes: readonly unknown[];
  readonly personal?: readonly unknown[];
}): boolean => request.writes.length > 0 || (request.personal ?? []).length > 0;

export type AppendOutcome =
  | { readonly ok: true; readonly position: number; readonly events: readonly StoredEvent[] }
  /**
   * Someone else was first (a stream, a document's next segment, the same command id), or it was decided upon
   * something that was not written (line). Decide again.
   */
  | { readonly ok: false; readonly conflict: Conflict; readonly detail: string };

export type Conflict = 'stream' | 'segment' | 'command' | 'line';

export type PersonalData = { readonly subject: string; readonly salt: string; readonly data: JsonObject };

/**
 * Called in order of position for every committed batch, before the appender's promise resolves; `beside` is the
 * personal data that was committed with it (L44), `erased` the subjects that went (L53).
 */
export type Follower = (
  events: readonly StoredEvent[],
  beside: { readonly ledger: string; readonly personal: readonly PersonalData[]; readonly erased: readonly string[] },
) => void;

export type Store = AsyncDisposable & {
  append(request: AppendRequest): Promise<AppendOutcome>;
  follow(follower: Follower): () => void;
  ledgers(): Promise<readonly { readonly ledger: string; readonly position: number; readonly hash: string }[]>;
  /** Events after `after`, in order, at most `limit` of them. */
  read(ledger: string, after: number, limit: number): Promise<readonly StoredEvent[]>;
  /** Events of one stream after its version `after`, in order, at most `limit` of them; costs what they are (L26). */
  readStream(ledger: string, stream: string, after: number, limit: number): Promise<readonly StoredEvent[]>;
  /** The last event of one stream, or null when there is none. */
  lastOfStream(ledger: string, stream: string): Promise<StoredEvent | null>;
  findCommand(ledger: string, actor: string, id: string): Promise<AnsweredCommand | null>;
  /** The document's segments joined, or null when there is none. */
  readDocument(ledger: string, document: string): Promise<Uint8Array | null>;
  readPrepared(ledger: string, document: string, person: string): Promise<Uint8Array | null>;
  /** Every cursor of the ledger by its name. */
  cursors(ledger: string): Promise<ReadonlyMap<string, number>>;
  personal(ledger: string): Promise<ReadonlyMap<string, { readonly salt: string; readonly data: JsonObject }>>;
  /** Checks hashes, order and gaps of a whole ledger. */
  verifyChain(
    ledger: string,
  ): Promise<{ readonly ok: boolean; readonly events: number; readonly brokenAt: number | null }>;
  /**
   * The RFC 9162 Merkle root (hex) over events 1 to `upTo`, or null when the ledger does not reach that far (L50).
   * Costs what was appended since it was last asked for.
   */
  root(ledger: string, upTo: number): Promise<string | null>;
  /** L51: that one event is among the first `upTo`; null when the ledger does not reach that far. Costs what they are. */
  proveInclusion(asked: AskedInclusion): Promise<InclusionProof | null>;
  /** Online copy into a new file. */
  backup(file: string): Promise<void>;
};
