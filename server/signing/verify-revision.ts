import { dictAt, lookUp, type PdfFile } from './pdf-file.ts';
import { canonical, isSpace, nameOf, type IndirectObject, type PdfDict, type PdfValue } from './pdf-syntax.ts';
import type { SignatureField } from './signature-fields.ts';

// S12: what a revision after the first signature may do, as a list of what is allowed. Everything else is a change of the
// document, whatever it looks like: hidden pages, replaced fonts, moved fields, added notes.

const TRAILER_KEYS = ['Size', 'Root', 'Info', 'ID', 'Prev'];
const SIGNATURE_KEYS = [
  'Type',
  'Filter',
  'SubFilter',
  'ByteRange',
  'Contents',
  'M',
  'Name',
  'Reason',
  'Location',
  'ContactInfo',
];
const FRAME_KEYS = ['BBox', 'Matrix', 'Resources'];
const APPEARANCE_KEYS = [...FRAME_KEYS, 'Type', 'Subtype', 'FormType', 'Filter', 'Length'];

/** Does revision `index` do nothing but sign the field that was `before` and is `now`? */
export function onlySigns(file: PdfFile, index: number, before: SignatureField, now: SignatureField): boolean {
  const revision = file.revisions[index]!;
  const earlier = file.revisions[index - 1]!;
  if (
    !hasOnly(revision.trailer, TRAILER_KEYS) ||
    !sameEntries(revision.trailer, earlier.trailer, ['Root', 'Info', 'ID'])
  ) {
    return false;
  }
  const objects = objectsOf(file, index);
  if (!objects || now.number !== before.number || !now.signature) return false;
  const isNew = (number: number): boolean => objects.has(number) && lookUp(file, number, index - 1) === null;
  const allowed = new Set([now.number, now.signature.number]);
  if (!objects.has(now.number) || !isNew(now.signature.number)) return false;
  const signature = objects.get(now.signature.number)!;
  if (signature.value.kind !== 'dict' || !hasOnly(signature.value, SIGNATURE_KEYS)) return false;
  const keys = new Set([...before.dict.entries.keys(), ...now.dict.entries.keys()]);
  keys.delete('V');
  keys.delete('AP');
  if (!sameEntries(before.dict, now.dict, [...keys])) return false;
  if (!sameEntries(before.dict, now.dict, ['AP'])) {
    const look = newAppearance(file, index, before, now);
    if (!look || !isNew(look.number)) return false;
    allowed.add(look.number);
  }
  return [...objects.keys()].every((number) => allowed.has(number));
}

/** The new drawing of the field, if it keeps to the old one's frame and resources. */
function newAppearance(
  file: PdfFile,
  index: number,
  before: SignatureField,
  now: SignatureField,
): IndirectObject | null {
  const states = now.dict.entries.get('AP');
  if (states?.kind !== 'dict' || !hasOnly(states, ['N'])) return null;
  const normal = states.entries.get('N');
  const look = normal?.kind === 'ref' ? lookUp(file, normal.number, index) : null;
  const old = dictAt(file, dictAt(file, before.dict.entries.get('AP'), index - 1)?.entries.get('N'), index - 1);
  if (!look?.stream || look.value.kind !== 'dict' || !old) return null;
  const { value } = look;
  const isForm = nameOf(value.entries.get('Subtype')) === 'Form' && hasOnly(value, APPEARANCE_KEYS);
  return isForm && value.entries.get('Length')?.kind === 'number' && sameEntries(old, value, FRAME_KEYS) ? look : null;
}

/**
 * All objects of a revision, if each is listed, in use, of generation 0, and nothing but space stands between them:
 * no bytes that another reader could take for something.
 */
function objectsOf(file: PdfFile, index: number): Map<number, IndirectObject> | null {
  const revision = file.revisions[index]!;
  // A signature is its field, its dictionary and its drawing.
  if (revision.entries.size > 3) return null;
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

const hasOnly = (dict: PdfDict, keys: readonly string[]): boolean =>
  [...dict.entries.keys()].every((key) => keys.includes(key));

function sameEntries(a: PdfDict, b: PdfDict, keys: readonly string[]): boolean {
  return keys.every((key) => text(a.entries.get(key)) === text(b.entries.get(key)));
}

const text = (value: PdfValue | undefined): string => (value ? canonical(value) : '');
