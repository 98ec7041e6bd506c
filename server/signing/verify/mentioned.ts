import { lookUp, type PdfFile } from '../pdf-file.ts';
import { PdfSyntaxError, type Budget, type PdfValue } from '../pdf-syntax.ts';

// S104: a page may name an object that does not exist, and shows nothing in its place. Who brings that object later, as a
// certificate or a drawing of a signature, changes what the page shows without touching it.

/** Who names which number in the revisions before `upTo`. `isWhole`: every object could be read. */
type Mentioned = { upTo: number; isWhole: boolean; readonly by: Map<number, number>; readonly budget: Budget };

/** For all objects of a file, which nothing else reads whole: a multiple of what a hundred pages need (S70). */
const BUDGET = 400_000;

/** Named by more than one object. */
const SEVERAL = -1;

/** Each file's revisions are read once. */
const known = new WeakMap<PdfFile, Mentioned>();

/** Whether any object of the revisions before `index` names this number, or cannot be read, so that it might. */
export function isMentioned(file: PdfFile, number: number, index: number): boolean {
  const { isWhole, by } = mentionedBefore(file, index);
  return !isWhole || by.has(number);
}

/** S108: whether nothing but the object `owner` names this number; one that a page names, too, shows what is added to it. */
export function isOwnOf(file: PdfFile, number: number, owner: number, index: number): boolean {
  const { isWhole, by } = mentionedBefore(file, index);
  return isWhole && (by.get(number) ?? owner) === owner;
}

function mentionedBefore(file: PdfFile, index: number): Mentioned {
  const found = known.get(file) ?? { upTo: 0, isWhole: true, by: new Map(), budget: { left: BUDGET } };
  known.set(file, found);
  for (; found.upTo < index; found.upTo += 1) {
    for (const [listed, { inUse }] of file.revisions[found.upTo]!.entries) {
      if (inUse && found.isWhole) found.isWhole = take(file, listed, found);
    }
  }
  return found;
}

function take(file: PdfFile, number: number, { upTo, by, budget }: Mentioned): boolean {
  try {
    const object = lookUp({ ...file, budget }, number, upTo);
    if (object) collect(object.value, number, by);
    return true;
  } catch (problem) {
    // What is read by nobody here may be read by others.
    if (problem instanceof PdfSyntaxError) return false;
    throw problem;
  }
}

function collect(value: PdfValue, owner: number, into: Map<number, number>): void {
  if (value.kind === 'ref') into.set(value.number, (into.get(value.number) ?? owner) === owner ? owner : SEVERAL);
  if (value.kind === 'array') for (const item of value.items) collect(item, owner, into);
  if (value.kind === 'dict') for (const item of value.entries.values()) collect(item, owner, into);
}
