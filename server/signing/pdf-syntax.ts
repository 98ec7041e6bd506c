// Reads PDF objects (ISO 32000-2 §7.3) with their place in the file, and nothing more lenient than that: two readers must not
// see two documents in the same bytes. What is odd is a fault of the file, reported as PdfSyntaxError.

export class PdfSyntaxError extends Error {
  override readonly name = 'PdfSyntaxError';
}

type Span = { readonly start: number; readonly end: number };
export type PdfDict = Span & { readonly kind: 'dict'; readonly entries: ReadonlyMap<string, PdfValue> };
export type PdfRef = Span & { readonly kind: 'ref'; readonly number: number; readonly generation: number };
export type PdfString = Span & { readonly kind: 'string'; readonly hex: boolean; readonly bytes: Buffer };
export type PdfArray = Span & { readonly kind: 'array'; readonly items: readonly PdfValue[] };
export type PdfValue =
  | PdfDict
  | PdfRef
  | PdfString
  | PdfArray
  | (Span & { readonly kind: 'number'; readonly value: number })
  | (Span & { readonly kind: 'name'; readonly name: string })
  | (Span & { readonly kind: 'word'; readonly word: 'true' | 'false' | 'null' });

export type IndirectObject = Span & {
  readonly number: number;
  readonly generation: number;
  readonly value: PdfValue;
  readonly stream: Span | null;
};

const MAX_DEPTH = 32;
const MAX_LITERAL = 1_000_000;
const MAX_NAME = 4096;
/** What a byte is to a reader: part of a word, space or delimiter (ISO 32000-2 §7.2.3). */
const [WORD, SPACE, DELIMITER] = [0, 1, 2];
const KINDS = new Uint8Array(256).fill(WORD);
for (const byte of [0x20, 0x0a, 0x0d, 0x09, 0x0c, 0x00]) KINDS[byte] = SPACE;
for (const byte of Buffer.from('()<>[]{}/%')) KINDS[byte] = DELIMITER;

export const isSpace = (byte: number | undefined): boolean => byte !== undefined && KINDS[byte] === SPACE;

/** The end of a run of such bytes from `at`, never beyond `limit`. */
function endOf(kind: number, bytes: Buffer, at: number, limit: number): number {
  let end = at;
  while (end < limit && KINDS[bytes[end]!] === kind) end += 1;
  return end;
}

/** How much may still be read of one file, so that a small file cannot cost much time (S16). */
export type Budget = { left: number };

/** Takes `amount` out of the budget, a microsecond of work each. Throws PdfSyntaxError when nothing is left. */
export const spend = (budget: Budget, amount: number): void => {
  budget.left -= amount;
  if (budget.left < 0) throw new PdfSyntaxError('The file costs too much to read');
};

/** Reads one thing after the other from `at`; never beyond `limit`. */
export class PdfReader {
  readonly bytes: Buffer;
  readonly limit: number;
  readonly budget: Budget;
  at: number;

  constructor(bytes: Buffer, at: number, limit: number, budget: Budget) {
    this.budget = budget;
    this.bytes = bytes;
    this.at = at;
    this.limit = Math.min(limit, bytes.length);
    if (!(at >= 0 && at <= this.limit)) throw new PdfSyntaxError(`Offset ${at} lies outside its revision`);
  }

  fail(what: string): never {
    throw new PdfSyntaxError(`${what} at byte ${this.at}`);
  }

  private spend(amount: number): void {
    spend(this.budget, amount);
  }

  peek(): number | undefined {
    return this.at < this.limit ? this.bytes[this.at] : undefined;
  }

  skipSpace(): void {
    const start = this.at;
    for (;;) {
      this.at = endOf(SPACE, this.bytes, this.at, this.limit);
      if (this.peek() !== 0x25) break;
      while (this.peek() !== undefined && this.peek() !== 0x0a && this.peek() !== 0x0d) this.at += 1;
    }
    this.spend((this.at - start) >> 4);
  }

  /** A run of regular characters: numbers and words. At most 64, which is longer than any that means something. */
  token(): string {
    this.skipSpace();
    const start = this.at;
    this.at = endOf(WORD, this.bytes, start, Math.min(this.limit, start + 64));
    return this.bytes.toString('latin1', start, this.at);
  }

  expect(word: string): void {
    if (this.token() !== word) this.fail(`Expected "${word}"`);
  }

  integer(): number {
    this.skipSpace();
    const number = this.digits(10);
    if (number < 0) this.fail('Expected a whole number');
    return number;
  }

  /** A word of decimal digits alone, `most` of them at most; −1, and nothing read, when it is another. Most words are these. */
  private digits(most: number): number {
    const { bytes, at } = this;
    // No further than tells: a run of digits may be as long as the file.
    const limit = Math.min(this.limit, at + most + 1);
    let end = at;
    let number = 0;
    for (; end < limit; end += 1) {
      const digit = bytes[end]! - 0x30;
      if (digit < 0 || digit > 9) break;
      number = number * 10 + digit;
    }
    if (end === at || end - at > most || (end < limit && KINDS[bytes[end]!] === WORD)) return -1;
    this.at = end;
    return number;
  }

  value(depth = 0): PdfValue {
    if (depth > MAX_DEPTH) this.fail('Objects are nested too deeply');
    this.spend(1);
    this.skipSpace();
    const start = this.at;
    const byte = this.peek();
    if (byte === 0x2f) return this.name(start);
    if (byte === 0x28) return this.literal(start);
    if (byte === 0x5b) return this.array(start, depth);
    if (byte === 0x3c) return this.bytes[start + 1] === 0x3c ? this.dict(start, depth) : this.hex(start);
    const whole = this.digits(10);
    if (whole >= 0) return this.numberOrRef(start, whole);
    const text = this.token();
    if (text === 'true' || text === 'false' || text === 'null')
      return { kind: 'word', word: text, start, end: this.at };
    if (!/^[+-]?(\d{1,40}(\.\d{0,24})?|\.\d{1,24})$/.test(text)) this.fail('Expected an object');
    return /^\d+$/.test(text) ? this.numberOrRef(start, Number(text)) : this.number(start, Number(text));
  }

  private number(start: number, value: number): PdfValue {
    return { kind: 'number', value, start, end: this.at };
  }

  private numberOrRef(start: number, number: number): PdfValue {
    const afterNumber = this.at;
    this.skipSpace();
    const generation = this.digits(5);
    if (generation >= 0 && this.token() === 'R') return { kind: 'ref', number, generation, start, end: this.at };
    this.at = afterNumber;
    return this.number(start, number);
  }

  private name(start: number): PdfValue {
    this.at += 1;
    this.at = endOf(WORD, this.bytes, this.at, Math.min(this.limit, start + MAX_NAME + 1));
    if (this.at - start > MAX_NAME) this.fail('A name does not end');
    this.spend((this.at - start) >> 4);
    const raw = this.bytes.toString('latin1', start + 1, this.at);
    // Hardly any name is escaped.
    const name = raw.includes('#')
      ? raw.replace(/#([0-9a-fA-F]{2})/g, (_: string, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      : raw;
    return { kind: 'name', name, start, end: this.at };
  }

  private literal(start: number): PdfString {
    const out: number[] = [];
    this.at += 1;
    for (let open = 1; open > 0; this.at += 1) {
      const byte = this.peek();
      if (byte === undefined || out.length > MAX_LITERAL) this.fail('A string does not end');
      if (byte === 0x5c) this.escape(out);
      else {
        if (byte === 0x28) open += 1;
        if (byte === 0x29) open -= 1;
        if (open > 0) out.push(byte);
      }
    }
    this.spend(out.length >> 4);
    return { kind: 'string', hex: false, bytes: Buffer.from(out), start, end: this.at };
  }

  /** Stands on the backslash; leaves on the last character of the escape. */
  private escape(out: number[]): void {
    this.at += 1;
    const octal = /^[0-7]{1,3}/.exec(this.bytes.toString('latin1', this.at, Math.min(this.at + 3, this.limit)))?.[0];
    if (octal !== undefined) {
      out.push(Number.parseInt(octal, 8) & 0xff);
      this.at += octal.length - 1;
      return;
    }
    const byte = this.peek();
    if (byte === undefined) this.fail('A string does not end');
    if (byte === 0x0d && this.bytes[this.at + 1] === 0x0a) this.at += 1;
    if (byte === 0x0a || byte === 0x0d) return;
    const named = 'nrtbf'.indexOf(String.fromCharCode(byte));
    out.push(named < 0 ? byte : [0x0a, 0x0d, 0x09, 0x08, 0x0c][named]!);
  }

  private hex(start: number): PdfString {
    const end = this.bytes.indexOf(0x3e, start);
    if (end < 0 || end >= this.limit || end - start > 2 * MAX_LITERAL) this.fail('A string does not end');
    this.spend((end - start) >> 5);
    const digits = this.bytes.toString('latin1', start + 1, end).replace(/[\s\0]+/g, '');
    if (!/^[0-9a-fA-F]*$/.test(digits)) this.fail('A hexadecimal string holds something else');
    this.at = end + 1;
    return {
      kind: 'string',
      hex: true,
      bytes: Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex'),
      start,
      end: this.at,
    };
  }

  private array(start: number, depth: number): PdfArray {
    const items: PdfValue[] = [];
    this.at += 1;
    for (this.skipSpace(); this.peek() !== 0x5d; this.skipSpace()) items.push(this.value(depth + 1));
    this.at += 1;
    return { kind: 'array', items, start, end: this.at };
  }

  private dict(start: number, depth: number): PdfDict {
    const entries = new Map<string, PdfValue>();
    this.at += 2;
    for (this.skipSpace(); this.peek() !== 0x3e; this.skipSpace()) {
      const key = this.value(depth + 1);
      if (key.kind !== 'name') this.fail('Expected a name');
      // Two values for one key: readers differ in which one they take.
      if (entries.has(key.name)) this.fail(`The key ${key.name} stands twice`);
      entries.set(key.name, this.value(depth + 1));
    }
    if (this.bytes[this.at + 1] !== 0x3e) this.fail('Expected ">>"');
    this.at += 2;
    return { kind: 'dict', entries, start, end: this.at };
  }

  /** `n g obj … endobj`. `lengthOf` finds the length of a stream that is given by reference. */
  indirectObject(lengthOf: (reference: PdfRef) => number): IndirectObject {
    this.skipSpace();
    const start = this.at;
    const number = this.integer();
    const generation = this.integer();
    this.expect('obj');
    const value = this.value();
    let word = this.token();
    let stream: Span | null = null;
    if (word === 'stream') {
      stream = this.stream(value, lengthOf);
      word = this.token();
    }
    if (word !== 'endobj') this.fail('Expected "endobj"');
    return { number, generation, value, stream, start, end: this.at };
  }

  private stream(value: PdfValue, lengthOf: (reference: PdfRef) => number): Span {
    if (value.kind !== 'dict') this.fail('A stream has no dictionary');
    if (this.peek() === 0x0d) this.at += 1;
    if (this.peek() !== 0x0a) this.fail('Expected the end of the line after "stream"');
    const start = this.at + 1;
    const stated = value.entries.get('Length');
    const length = stated?.kind === 'number' ? stated.value : stated?.kind === 'ref' ? lengthOf(stated) : -1;
    if (!Number.isInteger(length) || length < 0 || start + length > this.limit)
      this.fail('A stream has a wrong length');
    this.at = start + length;
    this.expect('endstream');
    return { start, end: start + length };
  }
}

/** One spelling for values that mean the same; equal texts are equal objects. */
export function canonical(value: PdfValue): string {
  switch (value.kind) {
    case 'number':
      return String(value.value);
    case 'word':
      return value.word;
    case 'name':
      return `/${encodeURIComponent(value.name)}`;
    case 'ref':
      return `${value.number} ${value.generation} R`;
    case 'string':
      return `<${value.bytes.toString('hex')}>`;
    case 'array':
      return `[${value.items.map(canonical).join(' ')}]`;
    case 'dict':
      return `<<${[...value.entries]
        .map(([key, entry]) => `/${encodeURIComponent(key)} ${canonical(entry)}`)
        .toSorted()
        .join(' ')}>>`;
  }
}

/** Text string (§7.9.2.2): UTF-16 with its mark, or Latin. */
export function textOf(value: PdfString): string {
  if (value.bytes[0] === 0xfe && value.bytes[1] === 0xff) {
    return new TextDecoder('utf-16be').decode(value.bytes.subarray(2));
  }
  return value.bytes.toString('latin1');
}

export const nameOf = (value: PdfValue | undefined): string | null => (value?.kind === 'name' ? value.name : null);
