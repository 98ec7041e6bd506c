import type { Face } from './fonts.ts';

// The paper's typefaces kern by pairs of neighbours alone: a word set pair by pair is the word set as a whole, and a pair is
// met again in nearly every word, while a name or a sum is not.

const PLAIN = { liga: false, clig: false, calt: false } as const;

type Metrics = { readonly advances: Map<number, number>; readonly pairs: Map<number, number | null> };
const known = new WeakMap<Face, Metrics>();

const metricsOf = (face: Face): Metrics => {
  const own = known.get(face) ?? { advances: new Map(), pairs: new Map() };
  known.set(face, own);
  return own;
};

/** A glyph's advance without kerning, in font units. */
export function advanceOf(face: Face, glyph: number): number {
  const { advances } = metricsOf(face);
  const advance = advances.get(glyph) ?? face.font.getGlyph(glyph).advanceWidth;
  advances.set(glyph, advance);
  return advance;
}

/**
 * D94: what is added between two neighbours, in font units; null where the font would draw other glyphs than theirs. The
 * characters are the face's own.
 */
export function kernOf(face: Face, left: number, right: number): number | null {
  const { pairs } = metricsOf(face);
  const key = left * 0x20_0000 + right;
  const before = pairs.get(key);
  if (before !== undefined) return before;
  const { glyphs, positions } = face.font.layout(String.fromCodePoint(left, right), PLAIN);
  const [first, second] = [face.glyphs.get(left), face.glyphs.get(right)];
  const isPlain = glyphs.length === 2 && glyphs[0]?.id === first && glyphs[1]?.id === second;
  const kern = isPlain && first !== undefined ? (positions[0]?.xAdvance ?? 0) - advanceOf(face, first) : null;
  pairs.set(key, kern);
  return kern;
}
