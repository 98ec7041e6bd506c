import { type PDFContext, PDFRawStream, type PDFRef, PDFString } from 'pdf-lib';
import type { Face } from './fonts.ts';

const ITALIC = 1 << 6;
const SERIF = 1 << 1;
const SYMBOLIC = 1 << 2;

/** A face as a Type 0 font with Identity-H: two bytes of text are the glyph's own number (D9). */
export function embedFace(context: PDFContext, face: Face): PDFRef {
  const { font } = face;
  const perMille = (units: number): number => Math.round((units * 1000 * 100) / font.unitsPerEm) / 100;
  const name = `TEKENA+${font.postscriptName}${face.resource.replace(/^Tk[A-Z][a-z]+(Bold|Italic)?/, '')}`;
  const program = context.register(
    PDFRawStream.of(
      context.obj({
        Length: face.program.deflated.length,
        Length1: face.program.length,
        Filter: 'FlateDecode',
      }),
      face.program.deflated,
    ),
  );
  const descriptor = context.register(
    context.obj({
      Type: 'FontDescriptor',
      FontName: name,
      Flags: SYMBOLIC | (face.family.startsWith('serif') ? SERIF : 0) | (face.family === 'serif-italic' ? ITALIC : 0),
      FontBBox: [font.bbox.minX, font.bbox.minY, font.bbox.maxX, font.bbox.maxY].map(perMille),
      ItalicAngle: font.italicAngle,
      Ascent: perMille(font.ascent),
      Descent: perMille(font.descent),
      CapHeight: perMille(font.capHeight),
      StemV: face.family.endsWith('bold') ? 120 : 80,
      FontFile2: program,
    }),
  );
  const descendant = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'CIDFontType2',
      BaseFont: name,
      CIDSystemInfo: context.obj({
        Registry: PDFString.of('Adobe'),
        Ordering: PDFString.of('Identity'),
        Supplement: 0,
      }),
      FontDescriptor: descriptor,
      CIDToGIDMap: 'Identity',
      W: widthsOf(face, perMille),
    }),
  );
  return context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: name,
      Encoding: 'Identity-H',
      DescendantFonts: [descendant],
      ToUnicode: context.register(
        PDFRawStream.of(context.obj({ Length: face.toUnicode.length, Filter: 'FlateDecode' }), face.toUnicode),
      ),
    }),
  );
}

/** Widths by runs of neighbouring glyphs (ISO 32000-2, 9.7.4.3): `first [w w …]`. */
function widthsOf(face: Face, perMille: (units: number) => number): (number | number[])[] {
  const runs: { first: number; widths: number[] }[] = [];
  for (const glyph of [...new Set(face.glyphs.values())].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    const width = perMille(face.font.getGlyph(glyph).advanceWidth);
    if (last !== undefined && last.first + last.widths.length === glyph) last.widths.push(width);
    else runs.push({ first: glyph, widths: [width] });
  }
  return runs.flatMap(({ first, widths }) => [first, widths]);
}
