import { type PDFContext, PDFDict, PDFObjectParser, PDFRawStream, PDFRef } from 'pdf-lib';
import type { Canvas } from './canvas.ts';
import { embedFace } from './embed-face.ts';
import { APPEARANCE_FAMILIES, type Face, facesOf } from './fonts.ts';
import type { PdfWriter } from './pdf-writer.ts';

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

/** Our own objects among those of a form that another program wrote. */
function writerInto(context: PDFContext): Pick<PdfWriter, 'add' | 'stream'> {
  const parse = (body: string) => PDFObjectParser.forBytes(Buffer.from(body, 'latin1'), context).parseObject();
  return {
    add: (body) => context.register(parse(body)).objectNumber,
    stream: (entries, content, packing) => {
      const filter = packing === 'deflated' ? '/Filter/FlateDecode' : '';
      const dictionary = parse(`<<${entries}${filter}/Length ${content.length}>>`);
      if (!(dictionary instanceof PDFDict)) throw new TypeError('A stream has a dictionary.');
      if (packing === 'deflate') throw new TypeError('A font file is packed already.');
      return context.register(PDFRawStream.of(dictionary, content)).objectNumber;
    },
  };
}
