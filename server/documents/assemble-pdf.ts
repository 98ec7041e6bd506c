import { deflateSync } from 'node:zlib';
import { type Attachment, attach } from './attachments.ts';
import { type Canvas, contentOf, createCanvas, rectOf } from './canvas.ts';
import { drawnFaces } from './drawn-faces.ts';
import { embedFace } from './embed-face.ts';
import { drawPageMark, drawProofMark, type PageMark } from './marks.ts';
import { PAPER } from './paper.ts';
import { createPdfWriter, dateString, type PdfWriter, textString } from './pdf-writer.ts';
import { SRGB_PROFILE } from './srgb-profile.ts';
import { codeForm, codeName } from './qr.ts';
import { writeStructure } from './structure.ts';
import type { PlacedField } from './signature-page.ts';
import type { Tag } from './tag.ts';
import { type FileFacts, TOOL, xmpPacket } from './xmp.ts';

export type FileParts = {
  readonly file: FileFacts;
  readonly canvases: readonly Canvas[];
  readonly structure: Tag;
  readonly fields: readonly PlacedField[];
  readonly attachments: readonly Attachment[];
  readonly mark: PageMark | null;
  /** D30: a proof is marked on every page. */
  readonly proof: boolean;
  readonly documentId: Uint8Array;
};

// Annotation flags (ISO 32000-2, 12.5.3): Print and Locked.
const PRINT_LOCKED = 132;
// AcroForm flags (12.7.3): SignaturesExist and AppendOnly.
const SIGNATURES_APPEND_ONLY = 3;
const PACKED_PROFILE = deflateSync(SRGB_PROFILE, { level: 9 });

const references = (numbers: readonly number[]): string => `[${numbers.map((number) => `${number} 0 R`).join(' ')}]`;

/** D1, D42 to D44: pages, fields, structure, data and metadata as one first revision. */
export function assemblePdf(parts: FileParts): Uint8Array {
  const pdf = createPdfWriter();
  const { file, canvases, fields } = parts;
  const marks = marksOf(parts);
  const resources = writeResources(pdf, canvases, marks);
  const pageTree = pdf.reserve();
  const pages = canvases.map(() => pdf.reserve());
  const widgets = fields.map((field) => ({ field, number: pdf.reserve(), page: pages[field.page - 1] ?? 0 }));
  const structure = writeStructure(
    pdf,
    parts.structure,
    pages,
    new Map(widgets.map(({ field, number, page }) => [field.name, { number, page }])),
  );

  const markOperators = marks.map(({ name }) => `/Artifact BMC /${name} Do EMC\n`).join('');
  canvases.forEach((canvas, index) => {
    const content = Buffer.concat([Buffer.from(markOperators), contentOf(canvas)]);
    const contents = pdf.stream('', content, 'deflate');
    const here = widgets.filter(({ field }) => field.page === index + 1).map(({ number }) => number);
    pdf.set(
      pages[index] ?? 0,
      [
        `<</Type/Page/Parent ${pageTree} 0 R/MediaBox[0 0 ${PAPER.width} ${PAPER.height}]`,
        `/Resources ${resources} 0 R/Contents ${contents} 0 R/StructParents ${index}/Tabs/S`,
        `${here.length === 0 ? '' : `/Annots${references(here)}`}>>`,
      ].join(''),
    );
  });
  pdf.set(pageTree, `<</Type/Pages/Kids${references(pages)}/Count ${pages.length}>>`);
  for (const { field, number, page } of widgets) {
    if (page === 0) throw new RangeError(`There is no page ${field.page}`);
    pdf.set(number, widgetOf(pdf, field, page, resources, structure.widgetKeys.get(field.name)));
  }
  const form = pdf.add(
    `<</Fields${references(widgets.map(({ number }) => number))}/SigFlags ${SIGNATURES_APPEND_ONLY}>>`,
  );
  const attached = attach(pdf, parts.attachments, file.at);
  const profile = pdf.stream('/N 3', PACKED_PROFILE, 'deflated');
  const metadata = pdf.stream('/Type/Metadata/Subtype/XML', xmpPacket(file), 'plain');
  const names = attached.map(({ name, specification }) => `${textString(name)}${specification} 0 R`).join(' ');
  const root = pdf.add(
    [
      `<</Type/Catalog/Pages ${pageTree} 0 R/Lang(${file.languages[0]})/AcroForm ${form} 0 R`,
      `/MarkInfo<</Marked true>>/StructTreeRoot ${structure.root} 0 R/Metadata ${metadata} 0 R`,
      '/ViewerPreferences<</DisplayDocTitle true>>/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1',
      `/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)/DestOutputProfile ${profile} 0 R>>]`,
      attached.length === 0
        ? ''
        : `/AF${references(attached.map(({ specification }) => specification))}/Names<</EmbeddedFiles<</Names[${names}]>>>>`,
      '>>',
    ].join(''),
  );
  return pdf.finish(root, writeInfo(pdf, file), parts.documentId);
}

function writeInfo(pdf: PdfWriter, { title, author, subject, at }: FileFacts): number {
  const time = dateString(at);
  return pdf.add(
    [
      `<</Title${textString(title)}/Author${textString(author)}/Subject${textString(subject)}`,
      `/Creator(${TOOL})/Producer(${TOOL})/CreationDate${time}/ModDate${time}>>`,
    ].join(''),
  );
}

/** D9: one dictionary for all pages and fields, so that an appearance made later finds its fonts in it. */
function writeResources(pdf: PdfWriter, canvases: readonly Canvas[], marks: readonly Mark[]): number {
  const fonts = [...drawnFaces(canvases)].map(
    ([face, glyphs]) => `/${face.resource} ${embedFace(pdf, face, glyphs)} 0 R`,
  );
  const codes = new Set(canvases.flatMap((canvas) => [...(canvas.codes ?? [])]));
  const forms = [
    ...marks.map((mark) => `/${mark.name} ${pdf.stream(FORM, packedMark(mark), 'deflated')} 0 R`),
    ...[...codes].map((url) => {
      const { entries, content } = codeForm(url);
      return `/${codeName(url)} ${pdf.stream(entries, content, 'deflate')} 0 R`;
    }),
  ];
  return pdf.add(`<</Font<<${fonts.join('')}>>${forms.length === 0 ? '' : `/XObject<<${forms.join('')}>>`}>>`);
}

type Mark = { readonly name: string; readonly draw: (canvas: Canvas, width: number, height: number) => void };
const FORM = `/Type/XObject/Subtype/Form/BBox[0 0 ${PAPER.width} ${PAPER.height}]/Resources<<>>`;

const marksOf = ({ mark, proof }: FileParts): readonly Mark[] => [
  ...(mark === null ? [] : [{ name: mark === 'CONTOH' ? 'TkContoh' : 'TkGladi', draw: drawPageMark(mark) }]),
  ...(proof ? [{ name: 'TkProof', draw: drawProofMark }] : []),
];

// The same in every document that bears it.
const packedMarks = new Map<string, Uint8Array>();
function packedMark({ name, draw }: Mark): Uint8Array {
  const known = packedMarks.get(name);
  if (known !== undefined) return known;
  const canvas = createCanvas();
  draw(canvas, PAPER.width, PAPER.height);
  const packed = deflateSync(contentOf(canvas), { level: 9 });
  packedMarks.set(name, packed);
  return packed;
}

function widgetOf(
  pdf: PdfWriter,
  field: PlacedField,
  page: number,
  resources: number,
  key: number | undefined,
): string {
  const { width, height } = field.box;
  const appearance = pdf.stream(
    `/Type/XObject/Subtype/Form/BBox[0 0 ${width} ${height}]/Resources ${resources} 0 R`,
    field.placeholder,
    'deflate',
  );
  return [
    `<</Type/Annot/Subtype/Widget/FT/Sig/T(${field.name})/TU${textString(field.about ?? field.name)}/F ${PRINT_LOCKED}`,
    `/Rect[${rectOf(field.box).join(' ')}]/P ${page} 0 R/AP<</N ${appearance} 0 R>>`,
    key === undefined ? '' : `/StructParent ${key}`,
    field.locks === true ? `/Lock ${pdf.add(lockOf(field.name))} 0 R` : '',
    '>>',
  ].join('');
}

/** D40: what is signed in this field stays as it is; the other fields are not touched by it. */
const lockOf = (name: string): string => `<</Type/SigFieldLock/Action/Include/Fields[(${name})]>>`;
