import {
  type PDFContext,
  type PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  type PDFRef,
  PDFString,
} from 'pdf-lib';
import { type Canvas, contentOf, createCanvas, rectOf } from './canvas.ts';
import { embedFace } from './embed-face.ts';
import { APPEARANCE_FAMILIES, type Face, facesOf } from './fonts.ts';
import { drawPageMark, drawProofMark, type PageMark } from './marks.ts';
import { PAPER } from './paper.ts';
import type { PlacedField } from './signature-page.ts';

// Annotation flags (ISO 32000-2, 12.5.3): Print and Locked.
const PRINT_LOCKED = 132;
// AcroForm flags (12.7.3): SignaturesExist and AppendOnly.
const SIGNATURES_APPEND_ONLY = 3;

/** D1: pages, fields and trailer as the signing part needs them: classic cross-reference, every field in this first revision. */
export async function assemblePdf(
  document: PDFDocument,
  parts: {
    readonly canvases: readonly Canvas[];
    readonly fields: readonly PlacedField[];
    readonly mark: PageMark | null;
    /** D30: a proof is marked on every page. */
    readonly proof?: boolean;
    readonly documentId: Uint8Array;
  },
): Promise<Uint8Array> {
  const { context } = document;
  const { mark } = parts;
  const marks = [
    ...(mark === null ? [] : [{ name: mark === 'CONTOH' ? 'TkContoh' : 'TkGladi', draw: drawPageMark(mark) }]),
    ...(parts.proof === true ? [{ name: 'TkProof', draw: drawProofMark }] : []),
  ];
  const resources = registerResources(context, parts.canvases, marks);
  const pages = parts.canvases.map((canvas) => {
    const page = document.addPage([PAPER.width, PAPER.height]);
    canvas.operators.unshift(...marks.map(({ name }) => `/${name} Do`));
    page.node.set(PDFName.of('Resources'), resources);
    page.node.set(PDFName.of('Contents'), context.register(context.flateStream(contentOf(canvas))));
    return page;
  });

  const widgets = parts.fields.map((field) => ({ field, ref: context.nextRef() }));
  for (const { field, ref } of widgets) {
    const page = pages[field.page - 1];
    if (page === undefined) throw new RangeError(`There is no page ${field.page}`);
    context.assign(ref, widgetOf(context, field, page.ref, resources));
  }
  pages.forEach((page, index) => {
    const here = widgets.filter(({ field }) => field.page === index + 1);
    if (here.length > 0) page.node.set(PDFName.of('Annots'), context.obj(here.map(({ ref }) => ref)));
  });
  const form = context.obj({ Fields: widgets.map(({ ref }) => ref), SigFlags: SIGNATURES_APPEND_ONLY });
  document.catalog.set(PDFName.of('AcroForm'), context.register(form));

  const id = PDFHexString.of(Buffer.from(parts.documentId).toString('hex'));
  context.trailerInfo.ID = context.obj([id, id]);
  return document.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
}

type Mark = { readonly name: string; readonly draw: (canvas: Canvas, width: number, height: number) => void };

/** D9: one dictionary for all pages and fields, so that an appearance made later finds its fonts in it. */
function registerResources(context: PDFContext, canvases: readonly Canvas[], marks: readonly Mark[]): PDFRef {
  const faces = new Set<Face>(APPEARANCE_FAMILIES.flatMap((family) => facesOf(family)));
  for (const canvas of canvases) for (const face of canvas.faces) faces.add(face);
  const fonts = Object.fromEntries([...faces].map((face) => [face.resource, embedFace(context, face)]));
  return context.register(
    context.obj({
      Font: fonts,
      ...(marks.length === 0
        ? {}
        : { XObject: Object.fromEntries(marks.map((mark) => [mark.name, registerMark(context, mark)])) }),
    }),
  );
}

function registerMark(context: PDFContext, { draw }: Mark): PDFRef {
  const mark = createCanvas();
  draw(mark, PAPER.width, PAPER.height);
  const bounds = [0, 0, PAPER.width, PAPER.height];
  return context.register(
    context.flateStream(contentOf(mark), { Type: 'XObject', Subtype: 'Form', BBox: bounds, Resources: {} }),
  );
}

function widgetOf(context: PDFContext, field: PlacedField, page: PDFRef, resources: PDFRef) {
  const { width, height } = field.box;
  const appearance = context.flateStream(field.placeholder, {
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [0, 0, width, height],
    Resources: resources,
  });
  return context.obj({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    T: PDFString.of(field.name),
    F: PRINT_LOCKED,
    Rect: rectOf(field.box),
    P: page,
    AP: { N: context.register(appearance) },
    ...(field.locks === true ? { Lock: context.register(lockOf(context, field.name)) } : {}),
  });
}

/** D40: what is signed in this field stays as it is; the other fields are not touched by it. */
const lockOf = (context: PDFContext, name: string): PDFDict =>
  context.obj({ Type: 'SigFieldLock', Action: 'Include', Fields: [PDFString.of(name)] });
