import { sha256 } from './attributes.ts';
import { joined, toHex } from './der.ts';
import { findObject, OddPdf, PdfReader, tablesOf, type Dict, type Obj, type Table } from './pdf-reader.ts';

// The browser signs nothing blindly: what the server prepared must be the document that was shown, and one empty signature
// for the reader's own field, and nothing else.

export type Refused = {
  readonly refused: 'not-an-extension' | 'bad-byte-range' | 'touches-more';
  readonly detail: string;
};

export type Checked = {
  /** SHA-256 of the byte range: what the signature will be about. */
  readonly digest: Uint8Array<ArrayBuffer>;
};

export type Prepared = {
  /** Every byte of the document as the reader saw it. */
  readonly shown: Uint8Array;
  /** SHA-256 of `shown`, hex, as consent named it. */
  readonly shownSha256: string;
  /** What the server wants to append. */
  readonly segment: Uint8Array;
  /** The reader's own field, such as `party-1`. */
  readonly field: string;
};

const refuse = (refused: Refused['refused'], detail: string): Refused => ({ refused, detail });

export async function checkPrepared(prepared: Prepared): Promise<Checked | Refused> {
  const { shown, segment } = prepared;
  if (toHex(await sha256(shown)) !== prepared.shownSha256) {
    return refuse('not-an-extension', 'The document is not the one that was shown');
  }
  const whole = joined([shown, segment]);
  try {
    const revision = readRevision(whole, shown.length);
    const tables = tablesOf(shown);
    const foul = foulTrailer(revision.table, tables[0]!) ?? foulObjects(whole, revision, tables, prepared.field);
    if (foul) return foul;
    const [first, second] = emptyContents(whole, revision.signature.dict);
    if (first < 0) return refuse('bad-byte-range', 'The signature would not cover exactly the document');
    return { digest: await sha256(whole.subarray(0, first), whole.subarray(second)) };
  } catch (problem) {
    if (problem instanceof OddPdf) return refuse('not-an-extension', problem.message);
    throw problem;
  }
}

type Revision = { readonly objects: ReadonlyMap<number, Obj>; readonly signature: Obj; readonly table: Table };

/** One object after the other, then the table that lists exactly these, then the end: no byte goes unread. */
function readRevision(whole: Uint8Array, start: number): Revision {
  const reader = new PdfReader(whole, start);
  const objects = new Map<number, Obj>();
  while (reader.take(/^(?=\d+ 0 obj\b)/) !== null) {
    const object = reader.object();
    if (objects.has(object.number) || objects.size === 3) throw new OddPdf('The revision holds too many objects');
    objects.set(object.number, object);
  }
  const table = reader.table();
  if (table.end !== whole.length) throw new OddPdf('Something follows the revision');
  const isListed = [...objects.values()].every(({ number, start: at }) => table.offsets.get(number) === at);
  if (!isListed || table.offsets.size !== objects.size) throw new OddPdf('The table does not fit the objects');
  const signature = [...objects.values()].find(({ dict }) => dict.get('/Type')?.text === '/Sig');
  if (!signature) throw new OddPdf('The revision holds no signature');
  return { objects, signature, table };
}

function foulTrailer(table: Table, shown: Table): Refused | null {
  const same = ['/Root', '/Info', '/ID'].every((key) => table.trailer.get(key)?.text === shown.trailer.get(key)?.text);
  const known = [...table.trailer.keys()].every((key) => ['/Size', '/Root', '/Info', '/ID', '/Prev'].includes(key));
  if (table.trailer.get('/Prev')?.text !== String(shown.at)) {
    return refuse('not-an-extension', 'The revision does not follow the document that was shown');
  }
  return same && known ? null : refuse('touches-more', 'The revision changes the document itself');
}

/** The field, its signature and its drawing; the first existed, the others did not. */
function foulObjects(whole: Uint8Array, revision: Revision, tables: readonly Table[], name: string): Refused | null {
  const { objects, signature } = revision;
  const find = (reference: string | undefined): Obj | null =>
    reference === undefined ? null : findObject(whole, tables, Number.parseInt(reference, 10));
  const field = [...objects.values()].find(({ dict }) => dict.get('/V')?.text === `${signature.number} 0 R`);
  const before = field ? findObject(whole, tables, field.number) : null;
  if (!field || !before) return refuse('touches-more', 'The revision signs no field of the document');
  if (before.dict.get('/FT')?.text !== '/Sig' || nameOf(before.dict) !== name || before.dict.has('/V')) {
    return refuse('touches-more', `The revision signs another field than ${name}`);
  }
  if (!sameBut(before.dict, field.dict, ['/V', '/AP'])) return refuse('touches-more', 'The revision changes the field');
  const rest = [...objects.keys()].filter((number) => number !== field.number);
  if (rest.some((number) => findObject(whole, tables, number))) {
    return refuse('touches-more', 'The revision replaces an object of the document');
  }
  const isPlain = [...signature.dict.keys()].every((key) => SIGNATURE_KEYS.has(key));
  if (!isPlain || signature.dict.get('/Reference')?.text !== lockReference(before.dict, revision.table, find)) {
    return refuse('touches-more', 'The signature brings more than a signature');
  }
  const drawing = rest.find((number) => number !== signature.number);
  const look = field.dict.get('/AP')?.parts;
  if (drawing === undefined) {
    return look === undefined || field.dict.get('/AP')!.text === before.dict.get('/AP')?.text
      ? null
      : refuse('touches-more', 'The field would show something else of the document');
  }
  const old = find(before.dict.get('/AP')?.parts?.get('/N')?.text);
  const isFramed =
    look?.size === 1 &&
    look.get('/N')?.text === `${drawing} 0 R` &&
    old !== null &&
    sameBut(old.dict, objects.get(drawing)!.dict, ['/Length', '/Filter', '/Type', '/FormType']) &&
    objects.get(drawing)!.dict.get('/Subtype')?.text === '/Form';
  return isFramed ? null : refuse('touches-more', 'The drawing leaves the frame of its field');
}

const SIGNATURE_KEYS = new Set([
  '/Type',
  '/Filter',
  '/SubFilter',
  '/ByteRange',
  '/Contents',
  '/M',
  '/Name',
  '/Reason',
  '/Reference',
]);

/**
 * The one /Reference that a signature in this field has, in the reader's spelling: what the field's /Lock said in the
 * document that was shown, and no more (FieldMDP). None without a lock. A lock that leaves open what it locks is odd.
 */
function lockReference(
  field: Dict,
  { trailer }: Table,
  find: (reference: string | undefined) => Obj | null,
): string | undefined {
  const stated = field.get('/Lock');
  if (!stated) return undefined;
  const lock = stated.parts ?? find(stated.text)?.dict;
  const [action, fields] = [lock?.get('/Action')?.text, lock?.get('/Fields')?.text];
  if (action !== '/Include' || !fields) throw new OddPdf('The lock of the field is odd');
  const locked = `<</Action /Include /Fields ${fields} /Type /TransformParams /V /1.2>>`;
  const data = `/Data ${trailer.get('/Root')?.text ?? ''}`;
  return `[<<${data} /TransformMethod /FieldMDP /TransformParams ${locked} /Type /SigRef>>]`;
}

/** Offsets of `<` and just after `>` of Contents, if it is empty and the byte range is all the rest; else −1. */
function emptyContents(whole: Uint8Array, signature: Dict): readonly [number, number] {
  const contents = signature.get('/Contents');
  if (!contents || !/^<0{256,}>$/.test(contents.text)) return [-1, -1];
  const { start, end } = contents;
  const isExact = signature.get('/ByteRange')?.text === `[0 ${start} ${end} ${whole.length - end}]`;
  const isCades = signature.get('/SubFilter')?.text === '/ETSI.CAdES.detached';
  return isExact && isCades ? [start, end] : [-1, -1];
}

function sameBut(a: Dict, b: Dict, free: readonly string[]): boolean {
  const keys = new Set([...a.keys(), ...b.keys()]);
  return [...keys].every((key) => free.includes(key) || a.get(key)?.text === b.get(key)?.text);
}

/** A field's name is plain letters, or UTF-16 in hexadecimal. */
function nameOf(field: Dict): string {
  const text = field.get('/T')?.text ?? '';
  if (text.startsWith('(')) return text.slice(1, -1);
  const units = text.slice(1, -1).match(/.{4}/g) ?? [];
  return String.fromCharCode(...units.slice(1).map((unit) => Number.parseInt(unit, 16)));
}
