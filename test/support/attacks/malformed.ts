import { deflateSync } from 'node:zlib';
import { manySignatures, revisionsOf } from '../costly-pdf.ts';
import { appended } from '../revision-forge.ts';
import { CATALOGUE, changed, freeNumber } from './attack.ts';

// Files that are broken, or dear to read, each of which must end in an answer soon.

export type Malformed = { readonly name: string; readonly make: (sealed: Buffer) => readonly Buffer[] };

const malformed = (name: string, make: (sealed: Buffer) => Buffer | readonly Buffer[]): Malformed => ({
  name,
  make: (sealed) => {
    const made = make(sealed);
    return Buffer.isBuffer(made) ? [made] : made;
  },
});

const entry = (offset: number): string => `${String(offset).padStart(10, '0')} 00000 n \n`;

/** A file of one revision out of these bodies, numbered from 1; the first is the catalogue. */
function fileOf(bodies: readonly string[]): Buffer {
  const parts = ['%PDF-1.7\n'];
  const offsets: number[] = [];
  let at = parts[0]!.length;
  for (const [index, body] of bodies.entries()) {
    const part = `${index + 1} 0 obj\n${body}\nendobj\n`;
    offsets.push(at);
    at += part.length;
    parts.push(part);
  }
  const table = `xref\n1 ${bodies.length}\n${offsets.map(entry).join('')}`;
  parts.push(`${table}trailer\n<< /Size ${bodies.length + 1} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF`);
  return Buffer.from(parts.join(''), 'latin1');
}

/** A table without entries, which names another one before it. */
const emptyTable = (at: number, previous: number): string =>
  `xref\n0 0\ntrailer\n<< /Size 1 /Root 1 0 R /Prev ${previous} >>\nstartxref\n${at}\n%%EOF\n`;

/** Always the same numbers, below `limit`. */
function* dice(limit: number): Generator<number> {
  for (let state = 20210118; ; state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) yield state % limit;
}

/** `count` copies with some bytes thrown over. */
function fuzzed(sealed: Buffer, count: number): Buffer[] {
  const at = dice(sealed.length);
  return Array.from({ length: count }, (_, index) => {
    const bytes = Buffer.from(sealed);
    for (let i = 0; i <= index % 8; i += 1) {
      const place = at.next().value ?? 0;
      bytes[place] = bytes[place]! ^ (1 + (place % 255));
    }
    return bytes;
  });
}

/** A store whose streams each hold more than they look. */
function bombs(sealed: Buffer, count: number, bytes: number): Buffer {
  const packed = deflateSync(Buffer.alloc(bytes, 0x30)).toString('latin1');
  const number = freeNumber(sealed);
  const streams = Array.from({ length: count }, (_, index) => ({
    number: number + 1 + index,
    body: `<< /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed}\nendstream`,
  }));
  const references = streams.map((stream) => `${stream.number} 0 R`).join(' ');
  return appended(sealed, [
    changed(sealed, CATALOGUE, /\/DSS \d+ 0 R/, `/DSS ${number} 0 R`),
    { number, body: `<< /Type /DSS /Certs [${references}] /CRLs [${references}] >>` },
    ...streams,
  ]);
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

export const MALFORMED: readonly Malformed[] = [
  malformed('cut at a hundred places', (sealed) =>
    numbers(100).map((index) => sealed.subarray(0, Math.floor((sealed.length * index) / 100))),
  ),
  malformed('thrown over at random, two hundred times', (sealed) => fuzzed(sealed, 200)),
  malformed('a form that holds itself', () =>
    fileOf(['<< /AcroForm << /Fields [2 0 R] >> >>', '<< /T (a) /Kids [2 0 R] >>']),
  ),
  malformed('a form that is its own catalogue', () => fileOf(['<< /AcroForm 1 0 R /Fields [1 0 R] >>'])),
  malformed('a stream whose length is itself', () =>
    fileOf(['<< /AcroForm 2 0 R >>', '<< /Length 2 0 R >>\nstream\nx\nendstream']),
  ),
  malformed('two tables that name each other', () => {
    const body = '%PDF-1.7\n';
    const first = emptyTable(9, 90);
    return Buffer.from(body + first.padEnd(81) + emptyTable(90, 9), 'latin1');
  }),
  malformed('a store that names itself', (sealed) => {
    const number = freeNumber(sealed);
    return appended(sealed, [
      changed(sealed, CATALOGUE, /\/DSS \d+ 0 R/, `/DSS ${number} 0 R`),
      { number, body: `<< /Type /DSS /Certs ${number} 0 R /CRLs [${number} 0 R] /VRI ${number} 0 R >>` },
    ]);
  }),
  malformed('a hundred zip bombs', (sealed) => bombs(sealed, 100, 100_000_000)),
  malformed('a hundred streams of just under the bound', (sealed) => bombs(sealed, 100, 1_000_000)),
  malformed('ten thousand pages', () => {
    const kids = numbers(10_000).map((index) => `${index + 3} 0 R`);
    const pages = `<< /Type /Pages /Count 10000 /Kids [${kids.join(' ')}] >>`;
    const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>';
    return fileOf(['<< /Type /Catalog /Pages 2 0 R >>', pages, ...numbers(10_000).map(() => page)]);
  }),
  malformed('two hundred thousand objects', () =>
    fileOf(['<< /Type /Catalog >>', ...numbers(199_998).map(() => 'null')]),
  ),
  malformed('more objects than are read', () =>
    fileOf(['<< /Type /Catalog >>', ...numbers(300_000).map(() => 'null')]),
  ),
  malformed('a thousand fields that sixty revisions show again', () => {
    const fields = numbers(1000).map((index) => `<< /FT /Sig /T (f${index}) /Rect [0 0 0 0] /F 132 >>`);
    const first = fileOf([
      `<< /Type /Catalog /AcroForm << /Fields [${fields.map((_, index) => `${index + 2} 0 R`).join(' ')}] >> >>`,
      ...fields,
    ]);
    return numbers(60).reduce<Buffer>((file) => appended(file, []), first);
  }),
  malformed('nesting', () => [
    fileOf([`<< /X ${'['.repeat(1_000_000)}`]),
    fileOf([`<< /AcroForm ${'<< /A '.repeat(500_000)}`]),
    Buffer.from(`%PDF-1.7\nxref\n0 0\ntrailer\n${'['.repeat(2_000_000)}\nstartxref\n9\n%%EOF`),
  ]),
  malformed('endless space', () =>
    Buffer.from(`%PDF-1.7\nxref\n0 0\ntrailer\n<< /Root 1 0 R >>${' '.repeat(20_000_000)}\nstartxref\n9\n%%EOF`),
  ),
  malformed('an endless name that every revision reads again', () => revisionsOf(`/${'a'.repeat(10_000_000)}`, 60)),
  malformed('an endless number of digits', () => revisionsOf(`<${'0'.repeat(10_000_000)}>`, 60)),
  malformed('an endless string', () => revisionsOf(`(${'('.repeat(900_000)}${')'.repeat(900_000)})`, 60)),
  malformed('sixty signatures over twenty megabytes', (sealed) =>
    manySignatures(60, 20_000_000, `<${/\/Contents <([0-9a-f]+)>/.exec(sealed.toString('latin1'))![1]}>`),
  ),
  malformed('noise', () => {
    const random = dice(256);
    const noise = Buffer.from(numbers(1_000_000).map(() => random.next().value ?? 0));
    return Buffer.concat([Buffer.from('%PDF-1.7\n'), noise, Buffer.from('\nstartxref\n9\n%%EOF')]);
  }),
];
