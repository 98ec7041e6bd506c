import { dictAt, lookUp, type PdfFile } from './pdf-file.ts';
import { nameOf, PdfSyntaxError, textOf, type PdfDict, type PdfRef, type PdfValue } from './pdf-syntax.ts';

export type SignatureField = {
  readonly name: string;
  /** Object number of the merged field and widget. */
  readonly number: number;
  readonly dict: PdfDict;
  /** The signature, once there is one. */
  readonly signature: PdfRef | null;
};

const MAX_FIELDS = 1000;
const MAX_DEPTH = 8;

/** Of the last revision: who prepares a signature asks for its place, then for its field. */
const last = new WeakMap<PdfFile, SignatureField[]>();

/** Every signature field that revision `index` (default: the last) shows, in the form's order. */
export function signatureFields(file: PdfFile, index = file.revisions.length - 1): SignatureField[] {
  const isLast = index === file.revisions.length - 1;
  const known = isLast ? last.get(file) : undefined;
  if (known !== undefined) return known;
  const fields = readFields(file, index);
  if (isLast) last.set(file, fields);
  return fields;
}

function readFields(file: PdfFile, index: number): SignatureField[] {
  const root = dictAt(file, file.revisions[index]!.trailer.entries.get('Root'), index);
  if (!root) throw new PdfSyntaxError('The file has no catalogue');
  const form = dictAt(file, root.entries.get('AcroForm'), index);
  const found: SignatureField[] = [];
  if (!form) return found;
  const seen = new Set<number>();
  const walk = (value: PdfValue | undefined, parent: string, inherited: string | null, depth: number): void => {
    const list = value?.kind === 'ref' ? lookUp(file, value.number, index)?.value : value;
    if (list === undefined) return;
    if (list.kind !== 'array' || depth > MAX_DEPTH) throw new PdfSyntaxError('The form is not well formed');
    for (const item of list.items) {
      if (item.kind !== 'ref' || seen.has(item.number) || seen.size >= MAX_FIELDS) {
        throw new PdfSyntaxError('The form is not well formed');
      }
      seen.add(item.number);
      const dict = dictAt(file, item, index);
      if (!dict) throw new PdfSyntaxError('A field of the form is missing');
      const own = dict.entries.get('T');
      const name = own?.kind === 'string' ? (parent ? `${parent}.` : '') + textOf(own) : parent;
      const type = nameOf(dict.entries.get('FT')) ?? inherited;
      if (own && type === 'Sig') found.push({ name, number: item.number, dict, signature: signatureOf(dict) });
      if (dict.entries.has('Kids')) walk(dict.entries.get('Kids'), name, type, depth + 1);
    }
  };
  walk(form.entries.get('Fields'), '', null, 0);
  return found;
}

function signatureOf(dict: PdfDict): PdfRef | null {
  const value = dict.entries.get('V');
  if (value === undefined || (value.kind === 'word' && value.word === 'null')) return null;
  if (value.kind !== 'ref') throw new PdfSyntaxError('A signature is not an object of its own');
  return value;
}
