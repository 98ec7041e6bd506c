// RFC 9162 §2.1: one hash that fixes a whole ledger, and short proofs that an event is under it or that one root is the
// beginning of another. An entry is the 32 bytes of an event's hash (L10), which covers the event's canonical text.
import { hash } from 'node:crypto';

const LEAF = 0;
const NODE = 1;
const SIZE = 32;

// Written over by each node: a million hashes are not worth a million small buffers.
const pair = Buffer.alloc(1 + 2 * SIZE, NODE);

export const hashLeaf = (entry: Uint8Array): Buffer =>
  hash('sha256', Buffer.concat([Buffer.of(LEAF), entry]), 'buffer');

export const hashNode = (left: Uint8Array, right: Uint8Array): Buffer => {
  if (left.length !== SIZE || right.length !== SIZE) throw new RangeError('A node of the tree has 32 bytes.');
  pair.set(left, 1);
  pair.set(right, 1 + SIZE);
  return hash('sha256', pair, 'buffer');
};

/** A tree in the making: of everything added it keeps one hash for each power of two in its size. */
export type MerkleTree = {
  readonly size: number;
  /** The roots of the perfect subtrees from left to right, the largest first. */
  readonly peaks: readonly Buffer[];
};

export const EMPTY_TREE: MerkleTree = { size: 0, peaks: [] };

/** The tree with one entry more; the given one stays as it is. */
export const addEntry = (tree: MerkleTree, entry: Uint8Array): MerkleTree => {
  const peaks = tree.peaks.slice();
  let node = hashLeaf(entry);
  for (let rest = tree.size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
    const left = peaks.pop();
    if (left === undefined) throw new Error('A Merkle tree has lost a subtree.');
    node = hashNode(left, node);
  }
  return { size: tree.size + 1, peaks: [...peaks, node] };
};

/** The root (32 bytes); that of no entries is the hash of nothing. */
export const rootOf = ({ peaks }: MerkleTree): Buffer => {
  const [last, ...before] = peaks.toReversed();
  return last === undefined
    ? hash('sha256', '', 'buffer')
    : before.reduce((right, left) => hashNode(left, right), last);
};

/** The largest power of two below `size`, where RFC 9162 parts a tree. */
const split = (size: number): number => {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
};

const rootBetween = (entries: readonly Uint8Array[], from: number, to: number): Buffer => {
  const [entry] = entries.slice(from, from + 1);
  if (entry === undefined) throw new RangeError('There is no such entry.');
  if (to - from === 1) return hashLeaf(entry);
  const middle = from + split(to - from);
  return hashNode(rootBetween(entries, from, middle), rootBetween(entries, middle, to));
};

/** §2.1.3.1: the hashes that lead from the entry at `index` (from 0) to the root of all `entries`, the lowest first. */
export const inclusionPath = (entries: readonly Uint8Array[], index: number): readonly Buffer[] => {
  if (index < 0 || index >= entries.length) throw new RangeError('There is no such entry.');
  const path = (from: number, to: number): readonly Buffer[] => {
    if (to - from === 1) return [];
    const middle = from + split(to - from);
    return index < middle
      ? [...path(from, middle), rootBetween(entries, middle, to)]
      : [...path(middle, to), rootBetween(entries, from, middle)];
  };
  return path(0, entries.length);
};

/** §2.1.4.1: proves that the first `size` (from 1) of the `entries` are the beginning of all of them. */
export const consistencyPath = (entries: readonly Uint8Array[], size: number): readonly Buffer[] => {
  if (size < 1 || size > entries.length) throw new RangeError('There is no such beginning.');
  // `whole`: the subtree is one that the verifier already holds as the first root.
  const path = (wanted: number, from: number, to: number, whole: boolean): readonly Buffer[] => {
    if (wanted === to - from) return whole ? [] : [rootBetween(entries, from, to)];
    const half = split(to - from);
    const middle = from + half;
    return wanted <= half
      ? [...path(wanted, from, middle, whole), rootBetween(entries, middle, to)]
      : [...path(wanted - half, middle, to, false), rootBetween(entries, from, middle)];
  };
  return path(size, 0, entries.length, true);
};
