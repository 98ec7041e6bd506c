import {
  PdfReader,
  type Budget,
  PdfSyntaxError,
  type IndirectObject,
  type PdfDict,
  type PdfValue,
} from './pdf-syntax.ts';

// A PDF as its chain of revisions (ISO 32000-2 §7.5.6). Classic cross-reference tables only: Teken writes no others, and
// mixing kinds is what Acrobat refuses.

type Entry = { readonly offset: number; readonly generation: number; readonly inUse: boolean };

export type Revision = {
  /** First byte, which is where the revision before ended. */
  readonly start: number;
  readonly xrefAt: number;
  /** Just after this revision's `%%EOF`. */
  readonly end: number;
  readonly entries: ReadonlyMap<number, Entry>;
  readonly trailer: PdfDict;
};

export type PdfFile = {
  readonly bytes: Buffer;
  readonly revisions: readonly Revision[];
  readonly budget: Budget;
  /** Of the last revision, what was read already, where a file is kept open. */
  readonly objects?: Map<number, IndirectObject | null>;
  /** Of all revisions, by where they stand, while a file is read again and again; the first some hundred. */
  readonly read?: Map<number, IndirectObject>;
};

const MAX_REVISIONS = 64;
const MAX_ENTRIES = 200_000;
const BUDGET = 2_000_000;
const MAX_OBJECT = 8_388_607;
/** What a file of a hundred pages names; others are read anew each time, and take no memory. */
const MAX_READ = 2_000;

/** Reads the chain of revisions from the last `startxref` backwards. Throws PdfSyntaxError for anything unusual. */
export function openPdf(source: Uint8Array): PdfFile {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  if (bytes.toString('latin1', 0, 5) !== '%PDF-') throw new PdfSyntaxError('The file does not begin as a PDF does');
  const found: Omit<Revision, 'start'>[] = [];
  const budget: Budget = { left: BUDGET };
  let at: number | null = lastXref(bytes, budget);
  let listed = 0;
  while (at !== null) {
    if (found.length === MAX_REVISIONS) throw new PdfSyntaxError('The file has too many revisions');
    // Up to the next one's table and no further: revisions cannot overlap.
    const revision = readRevision(bytes, at, found.at(-1)?.xrefAt ?? bytes.length, budget);
    listed += revision.entries.size;
    if (listed > MAX_ENTRIES) throw new PdfSyntaxError('The file has too many objects');
    found.push(revision);
    at = previous(revision.trailer, at);
  }
  found.reverse();
  return { bytes, budget, revisions: found.map((revision, i) => ({ ...revision, start: found[i - 1]?.end ?? 0 })) };
}

/** `file` with one more revision at its end, which alone is read. Throws PdfSyntaxError for anything unusual. */
export function growPdf(file: PdfFile, segment: Uint8Array): PdfFile {
  const bytes = Buffer.concat([file.bytes, segment]);
  const before = file.revisions.at(-1)!;
  const budget: Budget = { left: BUDGET };
  const at = lastXref(bytes, budget);
  if (at < file.bytes.length) throw new PdfSyntaxError('What was appended is no revision');
  const revision = readRevision(bytes, at, bytes.length, budget);
  if (previous(revision.trailer, at) !== before.xrefAt)
    throw new PdfSyntaxError('A revision names a wrong predecessor');
  // What the new revision does not write stands where it stood.
  const objects = new Map([...(file.objects ?? [])].filter(([number]) => !revision.entries.has(number)));
  return { bytes, budget, objects, revisions: [...file.revisions, { ...revision, start: before.end }] };
}

function lastXref(bytes: Buffer, budget: Budget): number {
  const at = bytes.lastIndexOf('startxref');
  if (at < 0) throw new PdfSyntaxError('The file has no cross-reference table');
  const reader: PdfReader = new PdfReader(bytes, at, bytes.length, budget);
  reader.expect('startxref');
  return reader.integer();
}

function previous(trailer: PdfDict, at: number): number | null {
  const stated = trailer.entries.get('Prev');
  if (stated === undefined) return null;
  // Strictly backwards: a loop cannot arise.
  if (stated.kind !== 'number' || !Number.isInteger(stated.value) || stated.value < 0 || stated.value >= at) {
    throw new PdfSyntaxError('A revision names a wrong predecessor');
  }
  return stated.value;
}

function readRevision(bytes: Buffer, xrefAt: number, limit: number, budget: Budget): Omit<Revision, 'start'> {
  const reader: PdfReader = new PdfReader(bytes, xrefAt, limit, budget);
  reader.expect('xref');
  const entries = new Map<number, Entry>();
  for (;;) {
    const word = reader.token();
    if (word === 'trailer') break;
    if (!/^\d{1,7}$/.test(word)) reader.fail('Expected a cross-reference section');
    readSection(reader, Number(word), entries);
  }
  const trailer = reader.value();
  if (trailer.kind !== 'dict') reader.fail('Expected the trailer');
  if (trailer.entries.has('XRefStm') || trailer.entries.has('Encrypt')) reader.fail('Unsupported trailer');
  reader.expect('startxref');
  if (reader.integer() !== xrefAt) reader.fail('A revision names another cross-reference table than its own');
  while (reader.peek() === 0x0d || reader.peek() === 0x0a) reader.at += 1;
  if (bytes.toString('latin1', reader.at, reader.at + 5) !== '%%EOF') reader.fail('Expected "%%EOF"');
  return { xrefAt, end: reader.at + 5, entries, trailer };
}

function readSection(reader: PdfReader, first: number, entries: Map<number, Entry>): void {
  const count = reader.integer();
  if (count > MAX_ENTRIES) reader.fail('The file has too many objects');
  reader.skipSpace();
  for (let i = 0; i < count; i += 1, reader.at += 20) {
    const { bytes, at } = reader;
    const kind = bytes[at + 17];
    const offset = digitsAt(bytes, at, 10);
    const generation = digitsAt(bytes, at + 11, 5);
    const isSpaced = bytes[at + 10] === 0x20 && bytes[at + 16] === 0x20 && isEntryEnd(bytes[at + 18], bytes[at + 19]);
    const isKnown = kind === 0x6e || kind === 0x66;
    if (offset < 0 || generation < 0 || !isSpaced || !isKnown || first + i > MAX_OBJECT) {
      reader.fail('A cross-reference entry is not 20 bytes long');
    }
    if (entries.has(first + i)) reader.fail('An object is listed twice');
    entries.set(first + i, { offset, generation, inUse: kind === 0x6e });
  }
}

/** So many decimal digits from `at`, or −1. Byte by byte: a document lists hundreds of objects, and is opened often. */
function digitsAt(bytes: Buffer, at: number, count: number): number {
  let number = 0;
  for (let i = at; i < at + count; i += 1) {
    const digit = (bytes[i] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** Space and line feed, space and carriage return, or both. */
const isEntryEnd = (a: number | undefined, b: number | undefined): boolean =>
  (a === 0x20 && (b === 0x0a || b === 0x0d)) || (a === 0x0d && b === 0x0a);

/** The object as revision `index` (default: the last) sees it, or null when it does not exist. */
export function lookUp(file: PdfFile, number: number, index = file.revisions.length - 1): IndirectObject | null {
  const kept = index === file.revisions.length - 1 ? file.objects : undefined;
  const known = kept?.get(number);
  if (known !== undefined) return known;
  const object = lookUpWithin(file, number, index, 0);
  kept?.set(number, object);
  return object;
}

function lookUpWithin(file: PdfFile, number: number, index: number, hops: number): IndirectObject | null {
  for (let i = index; i >= 0; i -= 1) {
    const revision = file.revisions[i]!;
    const entry = revision.entries.get(number);
    if (!entry) continue;
    if (!entry.inUse) return null;
    // An entry may only point into its own revision: nothing can be read out of another one's signature.
    if (entry.offset < revision.start) throw new PdfSyntaxError(`Object ${number} lies outside its revision`);
    const known = file.read?.get(entry.offset);
    const object = known ?? readAt(file, entry, i, hops);
    if (object.number !== number || object.generation !== entry.generation || object.start !== entry.offset) {
      throw new PdfSyntaxError(`Object ${number} is not where the cross-reference table says`);
    }
    if (known === undefined && file.read && file.read.size < MAX_READ) file.read.set(entry.offset, object);
    return object;
  }
  return null;
}

function readAt(file: PdfFile, { offset }: Entry, index: number, hops: number): IndirectObject {
  const reader: PdfReader = new PdfReader(file.bytes, offset, file.revisions[index]!.xrefAt, file.budget);
  return reader.indirectObject((reference) => {
    const length = hops < 2 ? lookUpWithin(file, reference.number, index, hops + 1)?.value : undefined;
    return length?.kind === 'number' ? length.value : -1;
  });
}

/** Follows a reference to a dictionary, or takes one that stands in place. */
export function dictAt(file: PdfFile, value: PdfValue | undefined, index = file.revisions.length - 1): PdfDict | null {
  if (value === undefined) return null;
  if (value.kind === 'dict') return value;
  if (value.kind !== 'ref') return null;
  const object = lookUp(file, value.number, index);
  if (!object || object.generation !== value.generation) return null;
  return object.value.kind === 'dict' ? object.value : null;
}

/** Bytes after the last revision that are more than one end of line. */
export function bytesAfterEnd(file: PdfFile): number {
  const rest = file.bytes.subarray(file.revisions.at(-1)!.end);
  return /^(\r\n|\n|\r)?$/.test(rest.toString('latin1', 0, 3)) && rest.length <= 2 ? 0 : rest.length;
}
