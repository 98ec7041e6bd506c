// Just enough of PDF (ISO 32000-2 §7) to see what a revision changes. Deliberately not the server's reader: the browser
// checks the server, so the two must not share their mistakes. Whatever is unusual is an OddPdf.

export class OddPdf extends Error {}

/** A value in one spelling: equal texts are equal values. `parts` holds a dictionary's entries. */
export type Value = {
  readonly text: string;
  readonly parts?: ReadonlyMap<string, Value>;
  readonly start: number;
  readonly end: number;
};
export type Dict = ReadonlyMap<string, Value>;
export type Obj = { readonly number: number; readonly dict: Dict; readonly start: number; readonly end: number };
export type Table = {
  readonly at: number;
  readonly offsets: ReadonlyMap<number, number>;
  readonly trailer: Dict;
  readonly end: number;
};

const LIMIT = 100_000;
const decoder = new TextDecoder('latin1');

export class PdfReader {
  readonly bytes: Uint8Array;
  at: number;
  #steps = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  slice(start: number, end: number): string {
    return decoder.decode(this.bytes.subarray(start, end));
  }

  skipSpace(): void {
    while ([0, 9, 10, 12, 13, 32].includes(this.bytes[this.at] ?? -1)) this.at += 1;
  }

  /** Matches `pattern` (sticky) right here, after space. */
  take(pattern: RegExp, reach = 256): string | null {
    this.skipSpace();
    const found = pattern.exec(this.slice(this.at, this.at + reach));
    if (found?.index !== 0) return null;
    this.at += found[0].length;
    return found[0];
  }

  expect(pattern: RegExp): string {
    const found = this.take(pattern);
    if (found === null) throw new OddPdf(`Unexpected bytes at ${this.at}`);
    return found;
  }

  value(depth = 0): Value {
    this.#steps += 1;
    if (depth > 16 || this.#steps > LIMIT) throw new OddPdf('Too deep or too long');
    this.skipSpace();
    const start = this.at;
    const done = (text: string, parts?: ReadonlyMap<string, Value>): Value =>
      parts ? { text, parts, start, end: this.at } : { text, start, end: this.at };
    if (this.take(/<</)) {
      const parts = this.entries(depth);
      const sorted = [...parts].map(([key, value]) => `${key} ${value.text}`).toSorted();
      return done(`<<${sorted.join(' ')}>>`, parts);
    }
    if (this.take(/\[/)) {
      const items: string[] = [];
      while (!this.take(/\]/)) items.push(this.value(depth + 1).text);
      return done(`[${items.join(' ')}]`);
    }
    if (this.take(/</)) {
      const end = this.bytes.indexOf(0x3e, this.at);
      const digits = this.slice(this.at, end);
      if (end < 0 || !/^[0-9a-fA-F]*$/.test(digits)) throw new OddPdf('A string is damaged');
      this.at = end + 1;
      return done(`<${digits.toLowerCase()}>`);
    }
    if (this.take(/\(/)) return done(this.literal(start));
    return done(this.expect(/^(\/[^\s()<>[\]{}/%]*|\d+ \d+ R\b|[+-]?[\d.]+|true\b|false\b|null\b)/));
  }

  private entries(depth: number): Map<string, Value> {
    const parts = new Map<string, Value>();
    while (!this.take(/>>/)) {
      const key = this.expect(/^\/[\w.:+-]+/);
      if (parts.has(key)) throw new OddPdf(`${key} stands twice`);
      parts.set(key, this.value(depth + 1));
    }
    return parts;
  }

  /** Compared as it is spelt: a string that stays the same is spelt the same. */
  private literal(start: number): string {
    for (let open = 1; open > 0; this.at += 1) {
      const byte = this.bytes[this.at];
      if (byte === undefined) throw new OddPdf('A string does not end');
      if (byte === 0x5c) this.at += 1;
      if (byte === 0x28) open += 1;
      if (byte === 0x29) open -= 1;
    }
    return this.slice(start, this.at);
  }

  /** `n 0 obj << … >> endobj`, with a stream whose length stands in place. */
  object(): Obj {
    this.skipSpace();
    const start = this.at;
    const number = Number.parseInt(this.expect(/^\d+ 0 obj\b/), 10);
    const { parts } = this.value();
    if (!parts) throw new OddPdf(`Object ${number} is no dictionary`);
    if (this.take(/^stream(\r\n|\n)/)) {
      const length = Number(parts.get('/Length')?.text);
      if (!Number.isSafeInteger(length) || length < 0) throw new OddPdf('A stream has no plain length');
      this.at += length;
      this.expect(/^endstream\b/);
    }
    this.expect(/^endobj\b/);
    return { number, dict: parts, start, end: this.at };
  }

  /** Cross-reference table, trailer and end of a revision. */
  table(): Table {
    this.skipSpace();
    const { at } = this;
    const offsets = new Map<number, number>();
    this.expect(/^xref\b/);
    while (!this.take(/^trailer\b/)) {
      const [first, count] = this.expect(/^\d+ \d+/)
        .split(' ')
        .map(Number) as [number, number];
      this.skipSpace();
      for (let i = 0; i < count; i += 1, this.at += 20) {
        const entry = /^(\d{10}) \d{5} ([nf])( \n| \r|\r\n)$/.exec(this.slice(this.at, this.at + 20));
        if (!entry || offsets.has(first + i) || offsets.size > LIMIT) throw new OddPdf('A table entry is damaged');
        offsets.set(first + i, entry[2] === 'n' ? Number(entry[1]) : -1);
      }
    }
    const { parts } = this.value();
    if (!parts) throw new OddPdf('There is no trailer');
    if (Number(this.expect(/^startxref\s+\d+/).replace(/\D+/, '')) !== at)
      throw new OddPdf('The table is somewhere else');
    this.expect(/^%%EOF/);
    return { at, offsets, trailer: parts, end: this.at };
  }
}

/** All tables of a document, newest first. */
export function tablesOf(bytes: Uint8Array): Table[] {
  const tail = decoder.decode(bytes.subarray(-64));
  const last = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail)?.[1];
  if (last === undefined) throw new OddPdf('The document has no end');
  const tables: Table[] = [];
  for (let at: number | null = Number(last); at !== null;) {
    const before: number = tables.at(-1)?.at ?? bytes.length;
    if (at >= before || tables.length > 64) throw new OddPdf('The tables do not lead backwards');
    const table: Table = new PdfReader(bytes, at).table();
    tables.push(table);
    const previous: string | undefined = table.trailer.get('/Prev')?.text;
    at = previous === undefined ? null : Number(previous);
  }
  return tables;
}

/** The newest state of an object; null when there is none. */
export function findObject(bytes: Uint8Array, tables: readonly Table[], number: number): Obj | null {
  for (const { offsets } of tables) {
    const offset = offsets.get(number);
    if (offset === undefined) continue;
    if (offset < 0) return null;
    const object = new PdfReader(bytes, offset).object();
    if (object.number !== number || object.start !== offset) throw new OddPdf(`Object ${number} is somewhere else`);
    return object;
  }
  return null;
}
