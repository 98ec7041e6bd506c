import { type PDFContext, type PDFDict, PDFRef } from 'pdf-lib';
import type { Canvas } from './canvas.ts';
import { drawnFaces } from './drawn-faces.ts';
import { embedFace } from './embed-face.ts';
import { writerInto } from './form-writer.ts';

/** D9: the faces that appearances need and those that were drawn with, as the `/Font` of all resources in a form. */
export function embedFaces(context: PDFContext, canvases: readonly Canvas[]): PDFDict {
  const writer = writerInto(context);
  return context.obj(
    Object.fromEntries(
      [...drawnFaces(canvases)].map(([face, glyphs]) => [face.resource, PDFRef.of(embedFace(writer, face, glyphs))]),
    ),
  );
}
