import { createHash } from 'node:crypto';
import type { PdfFile } from './pdf-file.ts';
import type { PdfDict, PdfValue } from './pdf-syntax.ts';

export type NewObject = { readonly number: number; readonly body: Uint8Array | string };

/**
 * The bytes that append `objects` as a revision of `file` (S2): objects, classic cross-reference sections, trailer.
 * Ends in `%%EOF` without a line end, because the embedding library strips one.
 */
export function writeRevision(file: PdfFile, objects: readonly NewObject[]): Buffer {
  const last = file.revisions.at(-1)!;
  const base = file.bytes.length;
  const parts: Buffer[] = [Buffer.from('\n')];
  let at = base + 1;
  const offsets = new Map<number, number>();
  for (const object of objects) {
    offsets.set(object.number, at);
    const part = Buffer.concat([
      Buffer.from(`${object.number} 0 obj\n`),
      typeof object.body === 'string' ? Buffer.from(object.body, 'latin1') : object.body,
      Buffer.from('\nendobj\n'),
    ]);
    parts.push(part);
    at += part.length;
  }
  const size = Math.max(sizeOf(last.trailer), ...objects.map((object) => object.number + 1));
  const kept = ['Root', 'Info', 'ID'].flatMap((key) => {
    const value = last.trailer.entries.get(key);
    return value ? [`/${key} ${sourceOf(file, value)}`] : [];
  });
  parts.push(
    Buffer.from(
      `xref\n${xrefSections(offsets)}trailer\n<< /Size ${size} ${kept.join(' ')} /Prev ${last.xrefAt} >>\nstartxref\n${at}\n%%EOF`,
      'latin1',
    ),
  );
  return Buffer.concat(parts);
}

function xrefSections(offsets: ReadonlyMap<number, number>): string {
  let text = '';
  const numbers = [...offsets.keys()].toSorted((a, b) => a - b);
  for (let i = 0; i < numbers.length;) {
    let count = 1;
    while (numbers[i + count] === numbers[i]! + count) count += 1;
    text += `${numbers[i]} ${count}\n`;
    for (const number of numbers.slice(i, i + count)) {
      text += `${String(offsets.get(number)).padStart(10, '0')} 00000 n \n`;
    }
    i += count;
  }
  return text;
}

export function sizeOf(trailer: PdfDict): number {
  const size = trailer.entries.get('Size');
  if (size?.kind !== 'number') throw new Error('The trailer names no size');
  return size.value;
}

/** A value exactly as it stands in the file, as Latin text. */
export function sourceOf(file: PdfFile, value: PdfValue): string {
  return file.bytes.toString('latin1', value.start, value.end);
}

/** A dictionary as it stands, with some entries replaced or added. */
export function amendedDict(file: PdfFile, dict: PdfDict, changes: Readonly<Record<string, string>>): Buffer {
  const kept = [...dict.entries].filter(([key]) => !(key in changes));
  const lines = [
    ...kept.map(([key, value]) => `/${escapeName(key)} ${sourceOf(file, value)}`),
    ...Object.entries(changes).map(([key, value]) => `/${key} ${value}`),
  ];
  return Buffer.from(`<< ${lines.join(' ')} >>`, 'latin1');
}

const escapeName = (name: string): string =>
  name.replace(/[^A-Za-z0-9_.:+-]/g, (c) => `#${c.charCodeAt(0).toString(16).padStart(2, '0')}`);

/** A text string; anything but plain letters is written as UTF-16 in hexadecimal, so that no text can look like syntax. */
export function textString(text: string): string {
  if (/^[A-Za-z0-9 ,.:+-]*$/.test(text)) return `(${text})`;
  return `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;
}

/** Signing time as PDF writes it (§7.9.4), in UTC. */
export function pdfDate(at: Date): string {
  return `(D:${at.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z)`;
}

export const sha256Hex = (...parts: readonly Uint8Array[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};
