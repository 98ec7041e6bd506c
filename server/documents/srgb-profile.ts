// D42: what the paper's red, green and blue mean: sRGB (IEC 61966-2-1) as an ICC profile, version 2, matrix and curve.

const CURVE_POINTS = 256;
const WORDS = 'sRGB';
const RIGHTS = 'No rights reserved';

// Primaries and white adapted to D50, as the profile connection space wants them (ICC.1:2001-04, annex A).
const POINTS = {
  wtpt: [0.9642, 1, 0.8249],
  rXYZ: [0.4360747, 0.2225045, 0.0139322],
  gXYZ: [0.3850649, 0.7168786, 0.0971045],
  bXYZ: [0.1430804, 0.0606169, 0.7141733],
} as const;

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');
const word = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const point = (values: readonly number[]): Buffer =>
  Buffer.concat([ascii('XYZ '), word(0), ...values.map((value) => word(Math.round(value * 65_536)))]);

function curve(): Buffer {
  const values = Buffer.alloc(CURVE_POINTS * 2);
  for (let index = 0; index < CURVE_POINTS; index += 1) {
    const encoded = index / (CURVE_POINTS - 1);
    const linear = encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
    values.writeUInt16BE(Math.round(linear * 65_535), index * 2);
  }
  return Buffer.concat([ascii('curv'), word(0), word(CURVE_POINTS), values]);
}

/** Name in ASCII, then empty in Unicode and in Macintosh script (6.5.17). */
const description = (): Buffer =>
  Buffer.concat([
    ascii('desc'),
    word(0),
    word(WORDS.length + 1),
    ascii(`${WORDS}\0`),
    Buffer.alloc(4 + 4 + 2 + 1 + 67),
  ]);

function makeProfile(): Buffer {
  const sharedCurve = curve();
  const tags: readonly (readonly [signature: string, data: Buffer])[] = [
    ['desc', description()],
    ['cprt', Buffer.concat([ascii('text'), word(0), ascii(`${RIGHTS}\0`)])],
    ...Object.entries(POINTS).map(([signature, values]) => [signature, point(values)] as const),
    ...(['rTRC', 'gTRC', 'bTRC'] as const).map((signature) => [signature, sharedCurve] as const),
  ];
  const table: Buffer[] = [word(tags.length)];
  const data: Buffer[] = [];
  const offsets = new Map<Buffer, number>();
  let at = 128 + 4 + tags.length * 12;
  for (const [signature, bytes] of tags) {
    if (!offsets.has(bytes)) {
      offsets.set(bytes, at);
      data.push(bytes, Buffer.alloc(-bytes.length & 3));
      at += (bytes.length + 3) & ~3;
    }
    table.push(ascii(signature), word(offsets.get(bytes) ?? 0), word(bytes.length));
  }
  const head = Buffer.alloc(128);
  head.writeUInt32BE(at, 0);
  head.writeUInt32BE(0x02100000, 8);
  head.write('mntrRGB XYZ ', 12, 'latin1');
  for (const [index, value] of [2021, 1, 1].entries()) head.writeUInt16BE(value, 24 + index * 2);
  head.write('acsp', 36, 'latin1');
  for (const [index, value] of [0.9642, 1, 0.8249].entries())
    head.writeInt32BE(Math.round(value * 65_536), 68 + index * 4);
  return Buffer.concat([head, ...table, ...data]);
}

/** The profile's bytes; always the same. */
export const SRGB_PROFILE: Uint8Array = makeProfile();
