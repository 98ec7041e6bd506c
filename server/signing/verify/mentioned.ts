import { lookUp, type PdfFile } from '../pdf-file.ts';
import { PdfSyntaxError, type PdfValue } from '../pdf-syntax.ts';

// S104: a page may name an object that does not exist, and shows nothing in its place. Who brings that object later, as a
// certificate or a drawing of a signature, changes what the page shows without touching it.

/** Numbers that revisions before `upTo` name, and how far they were read. `isWhole`: every object could be read. */
type Mentioned = { upTo: number; isWhole: boolean; readonly numbers: Set<number> };

/** Each file's revisions are read once. */
const known = new WeakMap<PdfFile, Mentioned>();

/** Whether any object of the revisions before `index` names this number, or cannot be read, so that it might. */
export function isMentioned(file: PdfFile, number: number, index: number): boolean {
  const found = known.get(file) ?? { upTo: 0, isWhole: true, numbers: new Set() };
  known.set(file, found);
  for (; found.upTo < index; found.upTo += 1) {
    for (const [listed, { inUse }] of file.revisions[found.upTo]!.entries) {
      if (inUse) found.isWhole = take(file, listed, found) && found.isWhole;
    }
  }
  return !found.isWhole || found.numbers.has(number);
}

function take(file: PdfFile, number: number, { upTo, numbers }: Mentioned): boolean {
  try {
    const object = lookUp(file, number, upTo);
    if (object) collect(object.value, numbers);
    return true;
  } catch (problem) {
    // What is read by nobody here may be read by others; a budget that is spent stays spent.
    if (problem instanceof PdfSyntaxError && file.budget.left >= 0) return false;
    throw problem;
  }
}

function collect(value: PdfValue, into: Set<number>): void {
  if (value.kind === 'ref') into.add(value.number);
  if (value.kind === 'array') for (const item of value.items) collect(item, into);
  if (value.kind === 'dict') for (const item of value.entries.values()) collect(item, into);
}
