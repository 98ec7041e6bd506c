// L50: roots and proofs over the hashes that stand in the events table. Read a page at a time, so that whoever serves
// others can do so in between (L15).
import type { DatabaseSync } from 'node:sqlite';

import { addEntry, consistencyPath, EMPTY_TREE, inclusionPath, type MerkleTree, rootOf } from './merkle.ts';
import { hashRow, parseRow } from './rows.ts';
import { SQL } from './statements.ts';

const PAGE = 5_000;

function* hashesBetween(database: DatabaseSync, ledger: string, after: number, upTo: number): Generator<Buffer[]> {
  const page = database.prepare(SQL.hashesAfter);
  for (let last = after; last < upTo;) {
    const rows = page.all(ledger, last, upTo, PAGE).map((row) => parseRow(hashRow, row, 'events'));
    const end = rows.at(-1);
    if (end === undefined) return;
    yield rows.map(({ hash }) => Buffer.from(hash, 'hex'));
    last = end.position;
  }
}

/** The hashes of events 1 to `upTo`, or null when the ledger does not reach that far. */
const readEntries = (database: DatabaseSync, ledger: string, upTo: number): readonly Buffer[] | null => {
  const entries = [...hashesBetween(database, ledger, 0, upTo)].flat();
  return entries.length === upTo ? entries : null;
};

/**
 * Answers with the root (hex) over events 1 to `upTo`, or null when the ledger does not reach that far. What was
 * computed last is kept for each ledger, so that the next root costs only what has been appended since.
 */
export const prepareRoots = (
  database: DatabaseSync,
): ((ledger: string, upTo: number) => Generator<undefined, string | null>) => {
  const known = new Map<string, MerkleTree>();
  return function* (ledger, upTo) {
    const kept = known.get(ledger) ?? EMPTY_TREE;
    let tree = kept.size <= upTo ? kept : EMPTY_TREE;
    for (const entries of hashesBetween(database, ledger, tree.size, upTo)) {
      for (const entry of entries) tree = addEntry(tree, entry);
      yield;
    }
    if (tree.size !== upTo) return null;
    if (tree.size > (known.get(ledger)?.size ?? 0)) known.set(ledger, tree);
    return rootOf(tree).toString('hex');
  };
};

/** What the RFC 9162 proof of one event, or of one beginning, consists of; hashes in hex. */
export type LedgerProof =
  | {
      readonly kind: 'inclusion';
      readonly ledger: string;
      readonly position: number;
      /** The event's own hash: the entry. */
      readonly hash: string;
      readonly upTo: number;
      readonly root: string;
      readonly path: readonly string[];
    }
  | {
      readonly kind: 'consistency';
      readonly ledger: string;
      readonly from: { readonly upTo: number; readonly root: string };
      readonly upTo: number;
      readonly root: string;
      readonly path: readonly string[];
    };

const hex = (path: readonly Buffer[]): readonly string[] => path.map((node) => node.toString('hex'));
const rootHex = (entries: readonly Uint8Array[]): string =>
  rootOf(entries.reduce(addEntry, EMPTY_TREE)).toString('hex');

export type InclusionProof = Extract<LedgerProof, { kind: 'inclusion' }>;
export type AskedInclusion = { readonly ledger: string; readonly position: number; readonly upTo: number };

const inclusionIn = (entries: readonly Buffer[], { ledger, position, upTo }: AskedInclusion): InclusionProof | null => {
  const own = entries[position - 1];
  if (entries.length !== upTo || own === undefined) return null;
  const path = hex(inclusionPath(entries, position - 1));
  return { kind: 'inclusion', ledger, position, hash: own.toString('hex'), upTo, root: rootHex(entries), path };
};

/** L51: that the event at `position` is among the first `upTo`. Null when the ledger does not reach that far. */
export const proveInclusion = (database: DatabaseSync, asked: AskedInclusion): InclusionProof | null =>
  inclusionIn(readEntries(database, asked.ledger, asked.upTo) ?? [], asked);

/** The same a page at a time, so that others are served in between (L15). */
export function* proveInclusionInTurns(
  database: DatabaseSync,
  asked: AskedInclusion,
): Generator<undefined, InclusionProof | null> {
  const entries: Buffer[] = [];
  for (const page of hashesBetween(database, asked.ledger, 0, asked.upTo)) {
    entries.push(...page);
    yield;
  }
  return inclusionIn(entries, asked);
}

/** L52: that the first `from` events are the beginning of the first `upTo`. Null when there are not that many. */
export const proveConsistency = (
  database: DatabaseSync,
  { ledger, from, upTo }: { readonly ledger: string; readonly from: number; readonly upTo: number },
): LedgerProof | null => {
  const entries = readEntries(database, ledger, upTo);
  if (entries === null || from < 1 || from > upTo) return null;
  const path = hex(consistencyPath(entries, from));
  const beginning = { upTo: from, root: rootHex(entries.slice(0, from)) };
  return { kind: 'consistency', ledger, from: beginning, upTo, root: rootHex(entries), path };
};
