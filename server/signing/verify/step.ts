import { lookUp, type PdfFile } from '../pdf-file.ts';
import { canonical, isSpace, type IndirectObject, type PdfDict, type PdfValue } from '../pdf-syntax.ts';
import { isMentioned } from './mentioned.ts';

/** A revision and what it brings: its objects, and what may stand beside them. */
export type Step = {
  readonly file: PdfFile;
  readonly index: number;
  readonly objects: ReadonlyMap<number, IndirectObject>;
  /** Numbers of objects that this revision may bring or replace. */
  readonly allowed: Set<number>;
};

/** Brought by this revision, and neither there before nor waited for (S104). */
export const isNew = ({ file, index, objects }: Step, number: number): boolean =>
  objects.has(number) && lookUp(file, number, index - 1) === null && !isMentioned(file, number, index);

/** A signature is at most three objects, evidence a few dozen. */
const MAX_OBJECTS = 300;

/**
 * All objects of a revision, if each is listed, in use, of generation 0, and nothing but space stands between them:
 * no bytes that another reader could take for something.
 */
export function objectsOf(file: PdfFile, index: number): Map<number, IndirectObject> | null {
  const revision = file.revisions[index]!;
  if (revision.entries.size > MAX_OBJECTS) return null;
  const objects = new Map<number, IndirectObject>();
  for (const [number, entry] of revision.entries) {
    const object = entry.inUse && entry.generation === 0 ? lookUp(file, number, index) : null;
    if (!object) return null;
    objects.set(number, object);
  }
  let at = revision.start;
  for (const object of [...objects.values()].toSorted((a, b) => a.start - b.start)) {
    if (!isBlank(file, at, object.start)) return null;
    at = object.end;
  }
  return isBlank(file, at, revision.xrefAt) ? objects : null;
}

function isBlank(file: PdfFile, start: number, end: number): boolean {
  return start <= end && file.bytes.subarray(start, end).every((byte) => isSpace(byte));
}

export const hasOnly = (dict: PdfDict, keys: readonly string[]): boolean =>
  [...dict.entries.keys()].every((key) => keys.includes(key));

export function sameEntries(a: PdfDict, b: PdfDict, keys: readonly string[]): boolean {
  return a === b || keys.every((key) => text(a.entries.get(key)) === text(b.entries.get(key)));
}

export const text = (value: PdfValue | undefined): string => (value ? canonical(value) : '');
