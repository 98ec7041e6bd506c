import { type FontTables, tableOf } from './woff.ts';

const CARRIED = ['head', 'hhea', 'hmtx', 'maxp'] as const;
const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * D9: a TrueType file that draws only `wanted` glyphs, yet under their original numbers: what a content stream of
 * another process, or of a later revision, calls glyph 24 stays glyph 24. Tables that a PDF reader does not use are left out.
 */
export function subsetTrueType(tables: FontTables, wanted: Iterable<number>): Uint8Array {
  const outlines = readOutlines(tables);
  const kept = new Set([0, ...wanted]);
  // A set visits what is added while it is walked: parts of parts come too.
  for (const glyph of kept) for (const part of partsOf(outlines[glyph])) kept.add(part);

  const loca = new DataView(new ArrayBuffer((outlines.length + 1) * 4));
  const pieces: Uint8Array[] = [];
  let length = 0;
  outlines.forEach((outline, glyph) => {
    loca.setUint32(glyph * 4, length);
    if (!kept.has(glyph)) return;
    pieces.push(outline, new Uint8Array(-outline.length & 3));
    length += (outline.length + 3) & ~3;
  });
  loca.setUint32(outlines.length * 4, length);

  const written = new Map<string, Uint8Array>(CARRIED.map((tag) => [tag, Uint8Array.from(tableOf(tables, tag))]));
  written.set('glyf', Buffer.concat(pieces));
  written.set('loca', new Uint8Array(loca.buffer));
  const head = viewOf(written.get('head') ?? new Uint8Array());
  head.setInt16(50, 1); // long offsets in loca
  head.setUint32(8, 0);
  dropMetrics(written, kept);
  return writeSfnt(written);
}

/** Widths of glyphs that are not there say nothing, and pack to nothing. */
function dropMetrics(tables: ReadonlyMap<string, Uint8Array>, kept: ReadonlySet<number>): void {
  const metrics = viewOf(tables.get('hmtx') ?? new Uint8Array());
  const count = viewOf(tables.get('hhea') ?? new Uint8Array(36)).getUint16(34);
  for (let glyph = 0; glyph < count; glyph += 1) if (!kept.has(glyph)) metrics.setUint32(glyph * 4, 0);
}

function readOutlines(tables: FontTables): readonly Uint8Array[] {
  const glyf = tableOf(tables, 'glyf');
  const loca = viewOf(tableOf(tables, 'loca'));
  const isLong = viewOf(tableOf(tables, 'head')).getInt16(50) === 1;
  const offset = (glyph: number): number => (isLong ? loca.getUint32(glyph * 4) : loca.getUint16(glyph * 2) * 2);
  const count = viewOf(tableOf(tables, 'maxp')).getUint16(4);
  return Array.from({ length: count }, (_, glyph) => glyf.subarray(offset(glyph), offset(glyph + 1)));
}

/** Glyphs that a composite glyph is put together from (OpenType, glyf, composite glyph description). */
function partsOf(outline: Uint8Array | undefined): readonly number[] {
  if (outline === undefined || outline.length === 0) return [];
  const view = viewOf(outline);
  if (view.getInt16(0) >= 0) return [];
  const parts: number[] = [];
  for (let at = 10, more = true; more;) {
    const flags = view.getUint16(at);
    parts.push(view.getUint16(at + 2));
    at += 4 + (flags & 0x0001 ? 4 : 2);
    if (flags & 0x0008) at += 2;
    else if (flags & 0x0040) at += 4;
    else if (flags & 0x0080) at += 8;
    more = (flags & 0x0020) !== 0;
  }
  return parts;
}

function writeSfnt(tables: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const entries = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const power = Math.floor(Math.log2(entries.length));
  let end = 12 + entries.length * 16;
  const placed = entries.map(([tag, bytes]) => {
    const offset = end;
    end += (bytes.length + 3) & ~3;
    return { tag, bytes, offset };
  });
  const file = new Uint8Array(end);
  const view = viewOf(file);
  view.setUint32(0, 0x00010000);
  view.setUint16(4, entries.length);
  view.setUint16(6, 16 * 2 ** power);
  view.setUint16(8, power);
  view.setUint16(10, entries.length * 16 - 16 * 2 ** power);
  placed.forEach(({ tag, bytes, offset }, index) => {
    file.set(bytes, offset);
    const entry = 12 + index * 16;
    file.set(Buffer.from(tag, 'latin1'), entry);
    view.setUint32(entry + 4, checksum(file.subarray(offset, (offset + bytes.length + 3) & ~3)));
    view.setUint32(entry + 8, offset);
    view.setUint32(entry + 12, bytes.length);
  });
  const head = placed.find(({ tag }) => tag === 'head');
  if (head !== undefined) view.setUint32(head.offset + 8, (0xb1b0afba - checksum(file)) >>> 0);
  return file;
}

function checksum(bytes: Uint8Array): number {
  const view = viewOf(bytes);
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}
