import {
  PDFArray,
  type PDFContext,
  PDFDocument,
  PDFHexString,
  PDFName,
  type PDFPage,
  type PDFRef,
  PDFString,
} from 'pdf-lib';
import type { AgreementFacts, Bilingual } from '#contract/agreement-facts';
import { agreementData } from './agreement-data.ts';
import { agreementFurniture } from './agreement-furniture.ts';
import { drawPlaceholderAppearance } from './appearance.ts';
import { type Box, type Canvas, contentOf, createCanvas, rectOf } from './canvas.ts';
import { embedFaces } from './form-fonts.ts';
import { openForm } from './form-file.ts';
import { drawFormFoot, fillField, UnfitFactsError } from './form-fill.ts';
import { drawFormCode, drawFormStamp } from './form-places.ts';
import { formValues } from './form-values.ts';
import { writeFileFacts } from './form-file-facts.ts';
import { languagesOf, localeOf } from './language.ts';
import { drawPageMark, drawProofMark, pageMarkOf } from './marks.ts';
import type { RenderedPdf } from './render-pages.ts';
import type { PlacedField } from './signature-page.ts';
import type { FormTemplate } from './template.ts';

/**
 * D65: an agreement's document from somebody's own form: its pages as they are, the fields filled and gone, whatever
 * acts or hides in the file left out, and the places of signature as in every document (D1). Throws UnfitFactsError.
 */
export async function renderForm(
  facts: AgreementFacts,
  options: {
    readonly template: FormTemplate;
    readonly at: Date;
    readonly documentId: Uint8Array;
    readonly proof?: boolean;
  },
): Promise<RenderedPdf> {
  const { template } = options;
  const languages = languagesOf(facts.language);
  const lacking = languages.find((language) => !template.languages.includes(language));
  if (lacking !== undefined) throw new UnfitFactsError(`The form ${template.name} has no text in "${lacking}".`);
  const { document, pages } = await pagesOf(template.form.pdf);

  const canvases = pages.map(() => createCanvas());
  const boxes = pages.map((page): Box => page.getMediaBox());
  const values = formValues(facts, template);
  const canvasOf = (page: number): Canvas => {
    const canvas = canvases[page - 1];
    if (canvas === undefined) throw new RangeError(`There is no page ${page}`);
    return canvas;
  };
  for (const field of template.form.fields) fillField(field, values, canvasOf);
  const { qr, stamp } = template.form;
  if (qr !== null) drawFormCode(canvasOf(qr.page), qr, facts.verifyUrl);
  if (stamp !== null) drawFormStamp(canvasOf(stamp.page), stamp, facts.language === 'id-en');
  boxes.forEach((box, index) => {
    const canvas = canvases[index];
    if (canvas !== undefined) drawFormFoot(canvas, footOf(facts, index + 1, pages.length), box);
  });

  const { context } = document;
  const resources = context.register(context.obj({ Font: embedFaces(context, canvases) }));
  const mark = pageMarkOf(facts);
  const marks = [...(mark === null ? [] : [drawPageMark(mark)]), ...(options.proof === true ? [drawProofMark] : [])];
  pages.forEach((page, index) => {
    const [canvas, box] = [canvases[index], boxes[index]];
    if (canvas !== undefined && box !== undefined) lay(document, page, { canvas, box, resources, marks });
  });

  const fields = fieldsOf(facts, template);
  const widgets = fields.map((field) => ({ field, ref: context.nextRef() }));
  for (const { field, ref } of widgets) {
    const page = pages[field.page - 1];
    if (page === undefined) throw new RangeError(`There is no page ${field.page}`);
    context.assign(ref, widgetOf(context, field, page.ref, resources));
  }
  pages.forEach((page, index) => {
    const here = widgets.filter(({ field }) => field.page === index + 1);
    if (here.length > 0) page.node.set(PDFName.of('Annots'), context.obj(here.map(({ ref }) => ref)));
    else page.node.delete(PDFName.of('Annots'));
  });
  const form = context.obj({ Fields: widgets.map(({ ref }) => ref), SigFlags: SIGNATURES_APPEND_ONLY });
  document.catalog.set(PDFName.of('AcroForm'), context.register(form));

  const first = languages[0] ?? 'id';
  writeFileFacts(
    document,
    {
      title: `${template.title[first]} ${facts.number}: ${facts.title[first]}`,
      author: facts.ceremony.organiser,
      subject: `${facts.title.id} / ${facts.title.en}`,
      languages: [localeOf(first), ...languages.slice(1).map(localeOf)],
      at: options.at,
    },
    [agreementData(facts, template)],
  );
  const id = PDFHexString.of(Buffer.from(options.documentId).toString('hex'));
  context.trailerInfo.ID = context.obj([id, id]);
  const bytes = await document.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
  return {
    bytes,
    pages: pages.length,
    fields: fields.map(({ name, page, box }) => ({ name, page, rect: rectOf(box) })),
  };
}

// Annotation flags (ISO 32000-2, 12.5.3): Print and Locked.
const PRINT_LOCKED = 132;
// AcroForm flags (12.7.3): SignaturesExist and AppendOnly.
const SIGNATURES_APPEND_ONLY = 3;

function widgetOf(context: PDFContext, field: PlacedField, page: PDFRef, resources: PDFRef) {
  const { width, height } = field.box;
  const appearance = context.flateStream(field.placeholder, {
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [0, 0, width, height],
    Resources: resources,
  });
  const lock = { Type: 'SigFieldLock', Action: 'Include', Fields: [PDFString.of(field.name)] };
  return context.obj({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    T: PDFString.of(field.name),
    F: PRINT_LOCKED,
    Rect: rectOf(field.box),
    P: page,
    AP: { N: context.register(appearance) },
    ...(field.locks === true ? { Lock: context.register(context.obj(lock)) } : {}),
  });
}

/** What a page may bring along; actions, annotations, structure and private data stay behind. */
const KEPT: ReadonlySet<string> = new Set([
  'Type',
  'Parent',
  'Resources',
  'MediaBox',
  'CropBox',
  'BleedBox',
  'TrimBox',
  'ArtBox',
  'Contents',
  'Group',
  'UserUnit',
]);

/** D66: the pages alone, in a document of our own: no script, no action, no attachment comes along. */
async function pagesOf(pdf: Uint8Array): Promise<{ document: PDFDocument; pages: readonly PDFPage[] }> {
  const opened = await openForm(pdf);
  if ('refused' in opened) throw new RangeError(`The form cannot be used: ${opened.refused.join('; ')}.`);
  const source = opened.document;
  for (const page of source.getPages()) {
    // The tree of pages may give to all of them what each would otherwise lose with it.
    for (const name of ['Resources', 'MediaBox', 'CropBox']) {
      const inherited = page.node.getInheritableAttribute(PDFName.of(name));
      if (inherited !== undefined) page.node.set(PDFName.of(name), inherited);
    }
    for (const key of page.node.keys()) if (!KEPT.has(key.decodeText())) page.node.delete(key);
  }
  const document = await PDFDocument.create({ updateMetadata: false });
  const pages = await document.copyPages(source, source.getPageIndices());
  for (const page of pages) document.addPage(page);
  return { document, pages };
}

type Layer = {
  readonly canvas: Canvas;
  readonly box: Box;
  readonly resources: PDFRef;
  readonly marks: readonly ((canvas: Canvas, width: number, height: number) => void)[];
};

/** Lays what was filled in, and the marks of a sample or a proof, over a page; the page's own content stays as it is. */
function lay({ context }: PDFDocument, page: PDFPage, { canvas, box, resources, marks }: Layer): void {
  const { node } = page;
  node.normalize();
  const bounds = [box.x, box.y, box.x + box.width, box.y + box.height];
  const filled = context.register(
    context.flateStream(contentOf(canvas), { Type: 'XObject', Subtype: 'Form', BBox: bounds, Resources: resources }),
  );
  // Multiplied, a light mark lets everything through that stands below it, on whatever ground the form has.
  const multiply = node.newExtGState('TkOver', context.obj({ Type: 'ExtGState', BM: 'Multiply' }));
  const across = marks.map((draw) => {
    const mark = createCanvas();
    draw(mark, box.width, box.height);
    const size = [0, 0, box.width, box.height];
    const stream = context.flateStream(contentOf(mark), {
      Type: 'XObject',
      Subtype: 'Form',
      BBox: size,
      Resources: {},
    });
    const key = node.newXObject('TkMark', context.register(stream));
    return `q ${String(multiply)} gs 1 0 0 1 ${box.x} ${box.y} cm ${String(key)} Do Q`;
  });
  const over = ['Q', ...across, `q ${String(node.newXObject('TkFill', filled))} Do Q`].join('\n');
  const own = node.lookup(PDFName.of('Contents'), PDFArray);
  own.insert(0, context.register(context.flateStream('q\n')));
  own.push(context.register(context.flateStream(`\n${over}\n`)));
}

const PLACE = {
  signature: { id: 'Tempat tanda tangan', en: 'Place of signature' },
  certification: { id: 'Tempat pengesahan penyelenggara', en: 'Place of the organiser’s certification' },
} as const satisfies Record<string, Bilingual>;

/** D1, D51: certification, signatories, the places that are not seen (of the seal and of the archive), at last the e-Meterai's. */
function fieldsOf(facts: AgreementFacts, template: FormTemplate): readonly PlacedField[] {
  const both = facts.language === 'id-en';
  const say = ({ id, en }: Bilingual): string => (both ? `${id} / ${en}` : id);
  const seen = template.form.places.flatMap(({ field, page, ...place }): PlacedField[] => {
    const { x, y, width, height } = place;
    const box = { x, y, width, height };
    const signer = signerOf(facts, field);
    if (field !== 'certification' && signer === null) return [];
    const { content } = drawPlaceholderAppearance({
      width,
      height,
      label: say(signer === null ? PLACE.certification : PLACE.signature),
      name: signer?.name ?? facts.ceremony.organiser,
      details: signer === null ? [] : [say(signer.position), signer.organisation],
    });
    return [{ name: field, page, box, placeholder: content, ...(signer === null ? {} : { locks: true as const }) }];
  });
  const { stamp } = template.form;
  const last = Math.max(...seen.map(({ page }) => page));
  const nowhere = { x: 0, y: 0, width: 0, height: 0 };
  return [
    ...seen,
    { name: 'seal-1', page: last, box: nowhere, placeholder: new Uint8Array(), locks: true },
    { name: 'archive-1', page: last, box: nowhere, placeholder: new Uint8Array() },
    ...(stamp === null ? [] : [{ name: 'e-meterai', page: stamp.page, box: stamp, placeholder: new Uint8Array() }]),
  ];
}

function signerOf(
  facts: AgreementFacts,
  field: string,
): { readonly name: string; readonly position: Bilingual; readonly organisation: string } | null {
  const party = facts.parties.find((one) => one.field === field);
  if (party !== undefined) return { ...party.signatory, organisation: party.name };
  return facts.witness?.field === field ? facts.witness : null;
}

/** D69: the same words as at head and foot of a document of our own. */
const footOf = (facts: AgreementFacts, page: number, pages: number): string => {
  const { title, number, code, footMark } = agreementFurniture(facts);
  return [number, title, `Halaman ${page} dari ${pages}`, `Kode pemeriksaan ${code}`, footMark]
    .filter((part) => part !== '')
    .join(' · ');
};
