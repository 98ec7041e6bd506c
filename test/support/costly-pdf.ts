// Files that are cheap to send and dear to read, each well formed.

type Listed = readonly (readonly [number: number, offset: number])[];

const table = (listed: Listed, previous: number | null, at: number): string => {
  const entries = listed.map(([number, offset]) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`);
  const prev = previous === null ? '' : ` /Prev ${previous}`;
  return `xref\n${entries.join('')}trailer\n<< /Size 9999 /Root 1 0 R${prev} >>\nstartxref\n${at}\n%%EOF\n`;
};

/** A catalogue that holds `value`, which every one of `count` revisions makes a reader read again. */
export const revisionsOf = (value: string, count: number): Buffer => {
  const head = '%PDF-1.7\n';
  const first = `${head}1 0 obj\n<< /Type /Catalog /X ${value} >>\nendobj\n`;
  const parts = [first, table([[1, head.length]], null, first.length)];
  let previous = first.length;
  for (let index = 1; index < count; index += 1) {
    const at = parts.reduce((sum, part) => sum + part.length, 0);
    parts.push(table([], previous, at));
    previous = at;
  }
  return Buffer.from(parts.join(''), 'latin1');
};

const HOLE = '#'.repeat(30);

/** One revision with `count` signatures, each of which covers the whole file with its `bytes` of space. */
export const manySignatures = (count: number, bytes: number, contents = '<00>'): Buffer => {
  const listed: [number, number][] = [];
  let text = '%PDF-1.7\n';
  const add = (number: number, body: string): void => {
    listed.push([number, text.length]);
    text += `${number} 0 obj\n${body}\nendobj\n`;
  };
  const numbers = Array.from({ length: count }, (_, index) => index);
  const fields = numbers.map((index) => `${10 + index} 0 R`).join(' ');
  add(1, `<< /Type /Catalog /AcroForm << /Fields [${fields}] >> >>`);
  for (const index of numbers) add(10 + index, `<< /FT /Sig /T (f${index}) /V ${5000 + index} 0 R >>`);
  for (const index of numbers)
    add(5000 + index, `<< /SubFilter /ETSI.CAdES.detached /ByteRange [0 ${HOLE}] /Contents ${contents} >>`);
  text += `%${' '.repeat(bytes)}\n`;
  text += table(listed, null, text.length);
  const file = Buffer.from(text, 'latin1');
  let from = 0;
  for (const _ of numbers) {
    const hole = file.indexOf(HOLE, from);
    const at = file.indexOf(contents, hole);
    const range = `${at} ${at + contents.length} ${file.length - at - contents.length}`;
    file.write(range.padEnd(HOLE.length), hole, 'latin1');
    from = at;
  }
  return file;
};
