// RFC 9162 §2.1.3.2 and §2.1.4.2: what anybody can compute who holds a root, a proof and nothing else.
import { hashLeaf, hashNode } from './merkle.ts';

const isOdd = (number: number): boolean => number % 2 === 1;
const half = (number: number): number => Math.floor(number / 2);
const isSame = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

/** Whether `path` leads from the entry at `index` (from 0) to the `root` over `size` entries. */
export const provesInclusion = (claim: {
  readonly entry: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly path: readonly Uint8Array[];
  readonly root: Uint8Array;
}): boolean => {
  if (claim.index < 0 || claim.index >= claim.size) return false;
  let place = claim.index;
  let last = claim.size - 1;
  let node = hashLeaf(claim.entry);
  for (const step of claim.path) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      node = hashNode(step, node);
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      node = hashNode(node, step);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && isSame(node, claim.root);
};

/** Whether the `from.size` entries under `from.root` are the first of the `to.size` entries under `to.root`. */
export const provesConsistency = (claim: {
  readonly from: { readonly size: number; readonly root: Uint8Array };
  readonly to: { readonly size: number; readonly root: Uint8Array };
  readonly path: readonly Uint8Array[];
}): boolean => {
  const { from, to } = claim;
  if (from.size < 1 || from.size > to.size) return false;
  if (from.size === to.size) return claim.path.length === 0 && isSame(from.root, to.root);
  const isPowerOfTwo = Number.isInteger(Math.log2(from.size));
  const [first, ...steps] = isPowerOfTwo ? [from.root, ...claim.path] : claim.path;
  if (first === undefined || claim.path.length === 0) return false;
  let place = from.size - 1;
  let last = to.size - 1;
  while (isOdd(place)) [place, last] = [half(place), half(last)];
  let older: Uint8Array = first;
  let newer: Uint8Array = first;
  for (const step of steps) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      older = hashNode(step, older);
      newer = hashNode(step, newer);
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      newer = hashNode(newer, step);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && isSame(older, from.root) && isSame(newer, to.root);
};
