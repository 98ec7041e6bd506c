import {
  type PDFAcroField,
  PDFAcroCheckBox,
  PDFAcroComboBox,
  PDFAcroForm,
  PDFAcroPushButton,
  PDFAcroSignature,
  PDFAcroTerminal,
  PDFAcroText,
  PDFArray,
  PDFBool,
  PDFDict,
  PDFDocument,
  PDFName,
} from 'pdf-lib';
import { foreignFontsOf } from './foreign-fonts.ts';
import type { FormPlace } from './form-plan.ts';

const MAX_PAGES = 100;
// Text field flags (ISO 32000-2, 12.7.5.3).
const MULTILINE = 1 << 12;
const COMB = 1 << 24;

/** What stands in a form: a text, a box to tick, or something that Teken does not fill. */
export type FoundField = {
  readonly name: string;
  readonly kind: 'text' | 'check' | 'button' | 'signature' | 'other';
  readonly places: readonly FormPlace[];
  readonly align: 'left' | 'centre' | 'right';
  readonly isMultiline: boolean;
  readonly cells: number | null;
};

export type OpenedForm = {
  readonly document: PDFDocument;
  readonly fields: readonly FoundField[];
  /** Names of typefaces that its pages are set in and that are not in the file. */
  readonly foreignFonts: readonly string[];
  /** What of each page is seen. */
  readonly pages: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
};

/** D66: opens a PDF form, or says in a sentence each why it cannot be a template. */
export async function openForm(bytes: Uint8Array): Promise<OpenedForm | { readonly refused: readonly string[] }> {
  let document: PDFDocument;
  try {
    document = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
    document.getPages();
  } catch {
    return {
      refused: [
        // The classes of the library's own errors cannot be told apart by their type.
        Buffer.from(bytes).includes('/Encrypt')
          ? 'the form is encrypted; save it without a password and without restrictions'
          : 'this is no PDF that can be read',
      ],
    };
  }
  const form = document.catalog.lookupMaybe(PDFName.of('AcroForm'), PDFDict);
  // A field that cannot be followed throws while it is read.
  try {
    const fields = form === undefined ? [] : fieldsOf(document, form);
    const refused = [...refusalsOf(document, form, fields.length)];
    if (refused.length > 0) return { refused };
    const pages = document.getPages().map((page) => visible(page.getCropBox(), page.getMediaBox()));
    return { document, fields, pages, foreignFonts: foreignFontsOf(document) };
  } catch {
    return { refused: ['the fields of the form cannot be read; save it anew with the program that made it'] };
  }
}

type Box = OpenedForm['pages'][number];

/** D92: what readers show and printers print (ISO 32000-2, 14.11.2): the crop box, as far as it lies on the page. */
function visible(crop: Box, media: Box): Box {
  const [a, b] = [upright(crop), upright(media)];
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  const width = Math.max(0, Math.min(a.x + a.width, b.x + b.width) - x);
  const height = Math.max(0, Math.min(a.y + a.height, b.y + b.height) - y);
  return { x, y, width, height };
}

/** Any two opposite corners may be named (7.9.5). */
const upright = ({ x, y, width, height }: Box): Box => ({
  x: Math.min(x, x + width),
  y: Math.min(y, y + height),
  width: Math.abs(width),
  height: Math.abs(height),
});

function* refusalsOf(document: PDFDocument, form: PDFDict | undefined, fields: number): Generator<string> {
  const pages = document.getPages();
  if (pages.length === 0 || pages.length > MAX_PAGES) {
    yield `the form has ${pages.length} pages; 1 to ${MAX_PAGES} can be a template`;
  }
  const needsXfa = document.catalog.lookup(PDFName.of('NeedsRendering')) === PDFBool.True;
  if (form?.has(PDFName.of('XFA')) === true && (needsXfa || fields === 0)) {
    yield 'the form is XFA only, which other readers do not show; save it as a form with fields of PDF (AcroForm)';
  }
  const signed = form === undefined ? [] : PDFAcroForm.fromDict(form).getAllFields();
  const isSigned = signed.some(([field]) => field instanceof PDFAcroSignature && field.V() !== undefined);
  if (isSigned || document.catalog.has(PDFName.of('Perms'))) {
    yield 'the form is signed already; filling it would break that signature';
  }
  if (document.catalog.has(PDFName.of('OCProperties'))) {
    yield 'the form has layers, so that readers may show different text; save it without them';
  }
  for (const [index, page] of pages.entries()) {
    if (page.getRotation().angle % 360 !== 0) yield `page ${index + 1} is rotated; save the form upright`;
    for (const kind of new Set(annotationsOf(page.node).map(kindOf))) {
      if (DROPPED.has(kind)) continue;
      yield `page ${index + 1} has a note or drawing of the kind ${kind} that is no part of the page; print it into the page`;
    }
  }
}

/** Fields are drawn, links and their windows go; anything else that is laid over a page would be lost. */
const DROPPED: ReadonlySet<string> = new Set(['Widget', 'Link', 'Popup']);

const annotationsOf = (page: PDFDict): readonly PDFDict[] => {
  const list = page.lookupMaybe(PDFName.of('Annots'), PDFArray);
  return list === undefined ? [] : Array.from({ length: list.size() }, (_, index) => list.lookup(index, PDFDict));
};

const kindOf = (annotation: PDFDict): string =>
  annotation.lookupMaybe(PDFName.of('Subtype'), PDFName)?.decodeText() ?? 'unknown';

function fieldsOf(document: PDFDocument, form: PDFDict): readonly FoundField[] {
  const pageOf = new Map<PDFDict, number>();
  document.getPages().forEach((page, index) => {
    for (const annotation of annotationsOf(page.node)) pageOf.set(annotation, index + 1);
  });
  return PDFAcroForm.fromDict(form)
    .getAllFields()
    .flatMap(([field]): FoundField[] => {
      if (!(field instanceof PDFAcroTerminal)) return [];
      const places = field.getWidgets().flatMap((widget): FormPlace[] => {
        const page = pageOf.get(widget.dict);
        return page === undefined ? [] : [{ page, ...widget.getRectangle() }];
      });
      const name = field.getFullyQualifiedName() ?? '';
      return [{ name, kind: fieldKind(field), places, ...textOf(field) }];
    });
}

const fieldKind = (field: PDFAcroField): FoundField['kind'] => {
  if (field instanceof PDFAcroText || field instanceof PDFAcroComboBox) return 'text';
  if (field instanceof PDFAcroCheckBox) return 'check';
  if (field instanceof PDFAcroPushButton) return 'button';
  return field instanceof PDFAcroSignature ? 'signature' : 'other';
};

const textOf = (field: PDFAcroField): Pick<FoundField, 'align' | 'isMultiline' | 'cells'> => {
  if (!(field instanceof PDFAcroText)) return { align: 'left', isMultiline: false, cells: null };
  const align = (['left', 'centre', 'right'] as const)[field.getQuadding() ?? 0] ?? 'left';
  const cells = field.hasFlag(COMB) ? (field.getMaxLength() ?? null) : null;
  return { align, isMultiline: field.hasFlag(MULTILINE), cells };
};
