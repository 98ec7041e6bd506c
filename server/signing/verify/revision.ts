import { dictAt, lookUp, type PdfFile, type Revision } from '../pdf-file.ts';
import { canonical, nameOf, type IndirectObject, type PdfDict, type PdfValue } from '../pdf-syntax.ts';
import type { SignatureField } from '../signature-fields.ts';
import { storeChange } from './evidence-change.ts';
import { isOwnOf } from './mentioned.ts';
import { hasOnly, isNew, objectsOf, sameEntries, text, type Step } from './step.ts';

// S12, S64: what a revision after the first signature may do, as a list of what is allowed. Everything else is a change of
// the document, whatever it looks like: hidden pages, replaced fonts, moved fields, added notes.

const TRAILER_KEYS = ['Size', 'Root', 'Info', 'ID', 'Prev'];
const TIMESTAMP_KEYS = ['Type', 'Filter', 'SubFilter', 'ByteRange', 'Contents'];
const SIGNATURE_KEYS = [...TIMESTAMP_KEYS, 'M', 'Name', 'Reason', 'Location', 'ContactInfo', 'Reference'];
const NEW_FIELD_KEYS = ['Type', 'Subtype', 'FT', 'T', 'F', 'Rect', 'V'];
const FRAME_KEYS = ['BBox', 'Matrix', 'Resources'];
const APPEARANCE_KEYS = [...FRAME_KEYS, 'Type', 'Subtype', 'FormType', 'Filter', 'Length'];

export type Allowed = { readonly addsEvidence: boolean };

/** Null when revision `index` does anything but sign or stamp the one field of `added`, and add to the evidence. */
export function allowedIn(
  file: PdfFile,
  index: number,
  before: readonly SignatureField[],
  fields: readonly SignatureField[],
  added: readonly SignatureField[],
): Allowed | null {
  const revision = file.revisions[index]!;
  const earlier = file.revisions[index - 1]!;
  const isSameFile = sameEntries(revision.trailer, earlier.trailer, ['Root', 'Info', 'ID']);
  if (!hasOnly(revision.trailer, TRAILER_KEYS) || !isSameFile || added.length > 1) return null;
  if (!isCounted(revision, earlier)) return null;
  const root = revision.trailer.entries.get('Root');
  const objects = objectsOf(file, index);
  const [old, catalogue] = [dictAt(file, root, index - 1), dictAt(file, root, index)];
  if (!objects || !old || !catalogue || root?.kind !== 'ref') return null;
  const step: Step = { file, index, objects, allowed: new Set() };
  const mayDiffer = new Set<string>();
  const [now] = added;
  if (now) {
    const place = before.find((field) => field.name === now.name);
    const isStamp = isTimestamp(file, index, now);
    if (place ? !signs(step, place, now, isStamp) : !isStamp || !addsField(step, before, fields, now)) return null;
    if (!place) mayDiffer.add('AcroForm');
  }
  const store = storeChange(step, root.number, old.entries.get('DSS'), catalogue.entries.get('DSS'));
  if (store === null) return null;
  if (store === 'longer') mayDiffer.add('DSS');
  const keys = new Set([...old.entries.keys(), ...catalogue.entries.keys()]);
  if (
    !sameEntries(
      old,
      catalogue,
      [...keys].filter((key) => !mayDiffer.has(key)),
    )
  )
    return null;
  // Nothing is rewritten for nothing: the catalogue comes anew only with something new in it.
  if (!sameEntries(old, catalogue, [...keys])) step.allowed.add(root.number);
  if (!now && store !== 'longer') return null;
  return [...objects.keys()].every((number) => step.allowed.has(number)) ? { addsEvidence: store === 'longer' } : null;
}

/** S105: objects from /Size on do not exist (ISO 32000-2 §7.5.5): a smaller one would take away what the file shows. */
function isCounted(revision: Revision, earlier: Revision): boolean {
  const [size, before] = [revision, earlier].map(({ trailer }) => trailer.entries.get('Size'));
  if (size?.kind !== 'number' || before?.kind !== 'number' || size.value < before.value) return false;
  return [...revision.entries.keys()].every((number) => number < size.value);
}

export const isTimestamp = (file: PdfFile, index: number, field: SignatureField): boolean =>
  nameOf(dictAt(file, field.signature ?? undefined, index)?.entries.get('SubFilter')) === 'ETSI.RFC3161';

/** A field that existed unsigned gains its signature and perhaps another drawing. */
function signs(step: Step, before: SignatureField, now: SignatureField, isStamp: boolean): boolean {
  if (now.number !== before.number || !step.objects.has(now.number) || !bringsSignature(step, now, isStamp))
    return false;
  const keys = new Set([...before.dict.entries.keys(), ...now.dict.entries.keys()]);
  keys.delete('V');
  if (!isStamp) keys.delete('AP');
  if (!sameEntries(before.dict, now.dict, [...keys])) return false;
  if (!sameEntries(before.dict, now.dict, ['AP'])) {
    const look = newAppearance(step, before, now);
    if (!look || !isNew(step, look.number)) return false;
    step.allowed.add(look.number);
  }
  step.allowed.add(now.number);
  return true;
}

function bringsSignature(step: Step, now: SignatureField, isStamp: boolean): boolean {
  if (!now.signature || !isNew(step, now.signature.number)) return false;
  const signature = step.objects.get(now.signature.number)!;
  if (signature.value.kind !== 'dict' || !hasOnly(signature.value, isStamp ? TIMESTAMP_KEYS : SIGNATURE_KEYS))
    return false;
  const references = signature.value.entries.get('Reference');
  // The first signature alone certifies; what a later one says is that it locks its own field.
  if (references && !isLockAlone(step, references)) return false;
  step.allowed.add(now.signature.number);
  return true;
}

function isLockAlone({ file, index }: Step, references: PdfValue): boolean {
  if (references.kind !== 'array' || references.items.length !== 1) return false;
  const reference = dictAt(file, references.items[0], index);
  return nameOf(reference?.entries.get('TransformMethod')) === 'FieldMDP';
}

/** A document timestamp in a new field without size, on no page, at the end of the form; the form is otherwise as it was. */
function addsField(
  step: Step,
  before: readonly SignatureField[],
  fields: readonly SignatureField[],
  now: SignatureField,
): boolean {
  const { file, index } = step;
  if (!isNew(step, now.number) || !bringsSignature(step, now, true) || !hasOnly(now.dict, NEW_FIELD_KEYS)) return false;
  if (text(now.dict.entries.get('Rect')) !== '[0 0 0 0]' || fields.at(-1)?.number !== now.number) return false;
  if (before.length + 1 !== fields.length) return false;
  const root = file.revisions[index]!.trailer.entries.get('Root');
  const at = (when: number): readonly [PdfValue | undefined, PdfDict | null] => {
    const stated = dictAt(file, root, when)?.entries.get('AcroForm');
    return [stated, dictAt(file, stated, when)];
  };
  const [[oldStated, old], [stated, form]] = [at(index - 1), at(index)];
  if (!old || !form || oldStated?.kind !== stated?.kind) return false;
  if (stated?.kind === 'ref' && text(oldStated) !== text(stated)) return false;
  const keys = [...new Set([...old.entries.keys(), ...form.entries.keys()])].filter((key) => key !== 'Fields');
  if (!sameEntries(old, form, keys)) return false;
  const [oldList, list] = [old.entries.get('Fields'), form.entries.get('Fields')];
  const items = (value: PdfValue | undefined, when: number): string[] | null => {
    const found = value?.kind === 'ref' ? lookUp(file, value.number, when)?.value : value;
    return found?.kind === 'array' ? found.items.map(canonical) : null;
  };
  const [was, is] = [items(oldList, index - 1), items(list, index)];
  if (!was || !is || oldList?.kind !== list?.kind || (list?.kind === 'ref' && text(oldList) !== text(list)))
    return false;
  if (is.join(' ') !== [...was, `${now.number} 0 R`].join(' ')) return false;
  const catalogue = root?.kind === 'ref' ? root.number : -1;
  const grown = list?.kind === 'ref' ? list.number : stated?.kind === 'ref' ? stated.number : null;
  const owner = list?.kind === 'ref' && stated?.kind === 'ref' ? stated.number : catalogue;
  if (grown !== null && !isOwnOf(file, grown, owner, index)) return false;
  if (grown !== null) step.allowed.add(grown);
  step.allowed.add(now.number);
  return true;
}

/** The new drawing of the field, if it keeps to the old one's frame and resources. */
function newAppearance({ file, index }: Step, before: SignatureField, now: SignatureField): IndirectObject | null {
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
