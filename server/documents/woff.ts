import { inflateSync } from 'node:zlib';

export type FontTables = ReadonlyMap<string, Uint8Array>;

/** The tables of a WOFF 1.0 file (W3C, sections 3 to 5). Throws RangeError for any other file. */
export function readWoff(file: Uint8Array): FontTables {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (view.getUint32(0) !== 0x774f4646) throw new RangeError('This is no WOFF 1.0 font');
  const tables = new Map<string, Uint8Array>();
  for (let index = 0; index < view.getUint16(12); index += 1) {
    const entry = 44 + index * 20;
    const offset = view.getUint32(entry + 4);
    const packed = file.subarray(offset, offset + view.getUint32(entry + 8));
    const size = view.getUint32(entry + 12);
    tables.set(
      String.fromCharCode(...file.subarray(entry, entry + 4)),
      packed.length === size ? packed : inflateSync(packed),
    );
  }
  return tables;
}

export function tableOf(tables: FontTables, tag: string): Uint8Array {
  const table = tables.get(tag);
  if (table === undefined) throw new RangeError(`The font has no ${tag} table`);
  return table;
}
