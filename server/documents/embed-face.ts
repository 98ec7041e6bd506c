import { deflateSync } from 'node:zlib';
import type { Face } from './fonts.ts';
import type { PdfWriter } from './pdf-writer.ts';
import { decimal } from './text.ts';
import { toUnicodeMap } from './to-unicode.ts';
import { subsetTrueType } from './truetype-subset.ts';

const ITALIC = 1 << 6;
const SERIF = 1 << 1;
const SYMBOLIC = 1 << 2;

type FontFile = {
  readonly length: number;
  readonly deflated: Uint8Array;
  readonly toUnicode: Uint8Array;
  readonly widths: string;
};

/** A face as a Type 0 font with Identity-H: two bytes of text are the glyph's own number (D9). Answers with the font's object. */
export function embedFace(pdf: Pick<PdfWriter, 'add' | 'stream'>, face: Face, drawn: Iterable<number>): number {
  const file = fontFile(face, drawn);
  const { font, family } = face;
  const perMille = (units: number): string => decimal(Math.round((units * 1000 * 100) / font.unitsPerEm) / 100);
  const name = `/TEKENA+${font.postscriptName}${face.resource.replace(/^Tk[A-Z][a-z]+(Bold|Italic)?/, '')}`;
  const flags = SYMBOLIC | (family.startsWith('serif') ? SERIF : 0) | (family === 'serif-italic' ? ITALIC : 0);
  const { minX, minY, maxX, maxY } = font.bbox;
  const program = pdf.stream(`/Length1 ${file.length}`, file.deflated, 'deflated');
  const descriptor = pdf.add(
    [
      `<</Type/FontDescriptor/FontName${name}/Flags ${flags}`,
      `/FontBBox[${[minX, minY, maxX, maxY].map(perMille).join(' ')}]/ItalicAngle ${decimal(font.italicAngle)}`,
      `/Ascent ${perMille(font.ascent)}/Descent ${perMille(font.descent)}/CapHeight ${perMille(font.capHeight)}`,
      `/StemV ${family.endsWith('bold') ? 120 : 80}/FontFile2 ${program} 0 R>>`,
    ].join(''),
  );
  const descendant = pdf.add(
    [
      `<</Type/Font/Subtype/CIDFontType2/BaseFont${name}`,
      '/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>',
      `/FontDescriptor ${descriptor} 0 R/CIDToGIDMap/Identity/W${file.widths}>>`,
    ].join(''),
  );
  const toUnicode = pdf.stream('', file.toUnicode, 'deflated');
  return pdf.add(
    `<</Type/Font/Subtype/Type0/BaseFont${name}/Encoding/Identity-H/DescendantFonts[${descendant} 0 R]/ToUnicode ${toUnicode} 0 R>>`,
  );
}

const CACHE_LIMIT = 200;
const cache = new Map<string, FontFile>();

/** The face with its usual glyphs and those drawn; most documents need no others, and the file is packed once for all of them. */
function fontFile(face: Face, drawn: Iterable<number>): FontFile {
  const wanted = new Set(face.usual);
  for (const glyph of drawn) wanted.add(glyph);
  const glyphs = [...wanted].toSorted((a, b) => a - b);
  const key = `${face.resource}/${glyphs.join()}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const program = subsetTrueType(face.tables, glyphs);
  const characters = [...face.glyphs].filter(([, glyph]) => wanted.has(glyph));
  const file = {
    length: program.length,
    deflated: deflateSync(program, { level: 9 }),
    toUnicode: deflateSync(toUnicodeMap(new Map(characters)), { level: 9 }),
    widths: widthsOf(face, glyphs),
  };
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(key, file);
  return file;
}

/** Widths by runs of neighbouring glyphs (ISO 32000-2, 9.7.4.3): `first [w w …]`. */
function widthsOf(face: Face, glyphs: readonly number[]): string {
  const perMille = (units: number): string => decimal(Math.round((units * 1000 * 100) / face.font.unitsPerEm) / 100);
  const runs: { first: number; widths: string[] }[] = [];
  for (const glyph of glyphs) {
    const last = runs.at(-1);
    const width = perMille(face.font.getGlyph(glyph).advanceWidth);
    if (last !== undefined && last.first + last.widths.length === glyph) last.widths.push(width);
    else runs.push({ first: glyph, widths: [width] });
  }
  return `[${runs.map(({ first, widths }) => `${first}[${widths.join(' ')}]`).join('')}]`;
}
