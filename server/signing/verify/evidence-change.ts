import { dictAt, lookUp } from '../pdf-file.ts';
import { canonical, nameOf, type PdfDict, type PdfValue } from '../pdf-syntax.ts';
import { isOwnOf } from './mentioned.ts';
import { hasOnly, isNew, type Step } from './step.ts';

// S64: the document security store may only grow: new streams of certificates and lists beside those that were there.

const LISTS = ['Certs', 'CRLs', 'OCSPs'] as const;
const OF_ONE = ['Type', 'Cert', 'CRL', 'OCSP', 'TU'];

/** What became of the store, which the catalogue `root` names; null when anything else than growing. Its objects are added to what the revision may bring. */
export function storeChange(
  step: Step,
  root: number,
  before: PdfValue | undefined,
  now: PdfValue | undefined,
): 'same' | 'longer' | null {
  const { file, index, objects, allowed } = step;
  if (now === undefined) return before === undefined ? 'same' : null;
  const isRewritten = now.kind === 'ref' && objects.has(now.number);
  if (before !== undefined && canonical(before) === canonical(now) && !isRewritten) return 'same';
  const [old, store] = [dictAt(file, before, index - 1), dictAt(file, now, index)];
  if (!store || (before !== undefined && !old) || !hasOnly(store, ['Type', 'VRI', ...LISTS])) return null;
  if (now.kind === 'ref') {
    const isOwn = before?.kind === 'ref' && before.number === now.number && isOwnOf(file, now.number, root, index);
    if (!objects.has(now.number) || (!isOwn && !isNew(step, now.number))) return null;
    allowed.add(now.number);
  }
  const type = store.entries.get('Type');
  if (type !== undefined && nameOf(type) !== 'DSS') return null;
  const known = new Set<string>();
  const owner = now.kind === 'ref' ? now.number : root;
  const isLonger = LISTS.every((key) => listGrows(step, owner, old?.entries.get(key), store.entries.get(key), known));
  return isLonger && perSignatureGrows(step, old?.entries.get('VRI'), store.entries.get('VRI'), known)
    ? 'longer'
    : null;
}

/** `known`: all references that the lists hold, which is filled here. */
function listGrows(
  step: Step,
  owner: number,
  before: PdfValue | undefined,
  now: PdfValue | undefined,
  known: Set<string>,
): boolean {
  const was = itemsOf(step, before, step.index - 1);
  const is = itemsOf(step, now, step.index);
  if (!was || !is) return false;
  const old = new Set(was.map(canonical));
  for (const item of is) {
    const name = canonical(item);
    if (known.has(name)) return false;
    known.add(name);
    if (!old.delete(name) && !bringsStream(step, item)) return false;
  }
  if (now?.kind === 'ref' && step.objects.has(now.number)) {
    const isSame = before?.kind === 'ref' && before.number === now.number;
    const isOwn = isSame && isOwnOf(step.file, now.number, owner, step.index);
    if (!isOwn && !isNew(step, now.number)) return false;
    step.allowed.add(now.number);
  }
  // Nothing that was there is left out.
  return old.size === 0;
}

function itemsOf({ file }: Step, value: PdfValue | undefined, index: number): readonly PdfValue[] | null {
  if (value === undefined) return [];
  const list = value.kind === 'ref' ? lookUp(file, value.number, index)?.value : value;
  return list?.kind === 'array' ? list.items : null;
}

function bringsStream(step: Step, item: PdfValue): boolean {
  if (item.kind !== 'ref' || !isNew(step, item.number)) return false;
  const object = step.objects.get(item.number);
  if (!object?.stream || object.value.kind !== 'dict' || !hasOnly(object.value, ['Length', 'Filter'])) return false;
  const filter = object.value.entries.get('Filter');
  if (filter !== undefined && nameOf(filter) !== 'FlateDecode') return false;
  if (object.value.entries.get('Length')?.kind !== 'number') return false;
  step.allowed.add(item.number);
  return true;
}

/** VRI: what belongs to one signature names only what stands in the lists. */
function perSignatureGrows(
  step: Step,
  before: PdfValue | undefined,
  now: PdfValue | undefined,
  known: ReadonlySet<string>,
): boolean {
  const { file, index } = step;
  if (now === undefined) return before === undefined;
  const [old, all] = [dictAt(file, before, index - 1), dictAt(file, now, index)];
  if (!all || !mayBring(step, now)) return false;
  for (const [name, value] of all.entries) {
    const one: PdfDict | null = dictAt(file, value, index);
    if (name === 'Type' && nameOf(value) === 'VRI') continue;
    if (!/^[0-9A-F]{40}$/.test(name) || !one || !mayBring(step, value) || !hasOnly(one, OF_ONE)) return false;
    for (const key of ['Cert', 'CRL', 'OCSP']) {
      const list = one.entries.get(key);
      if (list && (list.kind !== 'array' || !list.items.every((item) => known.has(canonical(item))))) return false;
    }
  }
  return [...(old?.entries.keys() ?? [])].every((name) => all.entries.has(name));
}

/** A dictionary in place, one of earlier, or one that comes new. */
function mayBring(step: Step, value: PdfValue): boolean {
  if (value.kind !== 'ref' || !step.objects.has(value.number)) return true;
  if (!isNew(step, value.number)) return false;
  step.allowed.add(value.number);
  return true;
}
