import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addEntry, consistencyPath, EMPTY_TREE, inclusionPath, rootOf } from '#store/merkle';
import { provesConsistency, provesInclusion } from '#store/merkle-check';

const treeOf = (entries: readonly Uint8Array[]) => entries.reduce(addEntry, EMPTY_TREE);

// The entries and roots that implementations of certificate transparency (RFC 6962, RFC 9162) test with.
const ENTRIES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => Buffer.from(hex, 'hex'));
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const sha = (...parts: readonly Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

/** The root as §2.1.1 defines it, written anew: nothing of the house's own code is in it. */
const definedRoot = (entries: readonly Uint8Array[]): Buffer => {
  const [first] = entries;
  if (first === undefined) return sha();
  if (entries.length === 1) return sha(Buffer.of(0), first);
  const half = 2 ** (Math.ceil(Math.log2(entries.length)) - 1);
  return sha(Buffer.of(1), definedRoot(entries.slice(0, half)), definedRoot(entries.slice(half)));
};

/** Walks a proof from the leaf upwards as a reader would with pencil and paper: by the shape of the tree alone. */
const rootFromPath = (entry: Uint8Array, index: number, size: number, path: readonly Uint8Array[]): Buffer => {
  if (size === 1) return path.length === 0 ? sha(Buffer.of(0), entry) : Buffer.alloc(0);
  const half = 2 ** (Math.ceil(Math.log2(size)) - 1);
  const sibling = path.at(-1) ?? Buffer.alloc(0);
  const below = path.slice(0, -1);
  return index < half
    ? sha(Buffer.of(1), rootFromPath(entry, index, half, below), sibling)
    : sha(Buffer.of(1), sibling, rootFromPath(entry, index - half, size - half, below));
};

const entriesOf = (size: number): readonly Buffer[] =>
  Array.from({ length: size }, (_, index) => createHash('sha256').update(`event ${index}`).digest());

const sizeAndPlace = fc.integer({ min: 1, max: 300 }).chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)));

test('[L50] the roots are those of RFC 9162, entry by entry', () => {
  ROOTS.forEach((root, size) => expect(rootOf(treeOf(ENTRIES.slice(0, size))).toString('hex')).toBe(root));
});

test('[L50] a root made one entry at a time is the root that the standard defines', () => {
  let tree = EMPTY_TREE;
  entriesOf(130).forEach((entry, index, all) => {
    tree = addEntry(tree, entry);
    expect(tree.peaks.length).toBeLessThanOrEqual(8);
    expect(rootOf(tree).equals(definedRoot(all.slice(0, index + 1)))).toBe(true);
  });
});

test('[L51] every entry is proved to be under the root, and nothing else is', () => {
  fc.assert(
    fc.property(sizeAndPlace, fc.nat(), ([size, index], noise) => {
      const entries = entriesOf(size);
      const root = definedRoot(entries);
      const entry = entries[index] ?? Buffer.alloc(0);
      const path = inclusionPath(entries, index);
      expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)));
      expect(rootFromPath(entry, index, size, path).equals(root)).toBe(true);
      const claim = { entry, index, size, path, root };
      expect(provesInclusion(claim)).toBe(true);
      expect(provesInclusion({ ...claim, entry: Buffer.from('another') })).toBe(false);
      expect(provesInclusion({ ...claim, root: Buffer.alloc(32) })).toBe(false);
      expect(provesInclusion({ ...claim, path: [...path, root] })).toBe(false);
      expect(provesInclusion({ ...claim, index: size })).toBe(false);
      if (path.length === 0) return;
      expect(provesInclusion({ ...claim, path: path.slice(1) })).toBe(false);
      const wrong = path.map((step, place) => (place === noise % path.length ? Buffer.alloc(32, 7) : step));
      expect(provesInclusion({ ...claim, path: wrong })).toBe(false);
    }),
    { numRuns: 150 },
  );
});

test('[L52] one root is proved to be the beginning of another, and no other root is', () => {
  fc.assert(
    fc.property(sizeAndPlace, fc.nat(), ([size, place], noise) => {
      const entries = entriesOf(size);
      const beginning = place + 1;
      const from = { size: beginning, root: definedRoot(entries.slice(0, beginning)) };
      const to = { size, root: definedRoot(entries) };
      const path = consistencyPath(entries, beginning);
      expect(provesConsistency({ from, to, path })).toBe(true);
      expect(provesConsistency({ from: { ...from, root: Buffer.alloc(32) }, to, path })).toBe(false);
      expect(provesConsistency({ from, to: { ...to, root: Buffer.alloc(32) }, path })).toBe(false);
      expect(provesConsistency({ from, to, path: [...path, to.root] })).toBe(false);
      expect(provesConsistency({ from: { ...from, size: size + 1 }, to, path })).toBe(false);
      if (path.length === 0) return;
      const wrong = path.map((step, index) => (index === noise % path.length ? Buffer.alloc(32, 7) : step));
      expect(provesConsistency({ from, to, path: wrong })).toBe(false);
    }),
    { numRuns: 150 },
  );
});

test('[L51] [L52] what is not there has no proof', () => {
  expect(() => inclusionPath(entriesOf(3), 3)).toThrow(RangeError);
  expect(() => consistencyPath(entriesOf(3), 4)).toThrow(RangeError);
  expect(() => consistencyPath(entriesOf(3), 0)).toThrow(RangeError);
});
