import { type PDFContext, type PDFDict, PDFRef } from 'pdf-lib';
import type { Canvas } from './canvas.ts';
import { embedFace } from './embed-face.ts';
import { APPEARANCE_FAMILIES, type Face, facesOf } from './fonts.ts';
import { writerInto } from './form-writer.ts';

/** D9: the faces that appearances need and those that were drawn with, as the `/Font` of all resources in a form. */
export function embedFaces(context: PDFContext, canvases: readonly Canvas[]): PDFDict {
  const drawn = new Map<Face, Set<number>>();
  for (const face of APPEARANCE_FAMILIES.flatMap((family) => facesOf(family).slice(0, 1))) drawn.set(face, new Set());
  for (const { runs } of canvases) {
    for (const { face, glyphs } of runs) drawn.set(face, new Set([...(drawn.get(face) ?? []), ...glyphs]));
  }
  const writer = writerInto(context);
  return context.obj(
    Object.fromEntries([...drawn].map(([face, glyphs]) => [face.resource, PDFRef.of(embedFace(writer, face, glyphs))])),
  );
}
