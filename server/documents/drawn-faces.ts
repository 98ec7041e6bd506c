import type { Canvas } from './canvas.ts';
import { APPEARANCE_FAMILIES, type Face, facesOf } from './fonts.ts';

/** D9: the faces that appearances need and those that were drawn with, each with its glyphs besides the usual ones. */
export function drawnFaces(canvases: readonly Canvas[]): ReadonlyMap<Face, ReadonlySet<number>> {
  const drawn = new Map<Face, Set<number>>();
  for (const family of APPEARANCE_FAMILIES) for (const face of facesOf(family).slice(0, 1)) drawn.set(face, new Set());
  for (const canvas of canvases) {
    for (const line of canvas.glyphs) {
      for (const [face, glyphs] of line) {
        const known = drawn.get(face) ?? new Set<number>();
        drawn.set(face, known);
        for (const glyph of glyphs) known.add(glyph);
      }
    }
  }
  return drawn;
}
