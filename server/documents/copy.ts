import { createHash } from 'node:crypto';
import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  type PDFPage,
  type PDFRef,
  PDFStream,
} from 'pdf-lib';
import { type Canvas, contentOf, createCanvas, drawAligned, INK } from './canvas.ts';
import { embedFaces } from './form-fonts.ts';
import { drawCopyMark } from './marks.ts';
import { decimal } from './text.ts';
import { fit } from './wrap.ts';

/**
 * D50: a copy for folders, from the signed file: its pages with the signatures as they look, SALINAN and COPY on each, and
 * of which file by its SHA-256. It has no field, signature, structure or data of its own. Throws when the bytes are no PDF.
 */
export async function renderCopy(signed: Uint8Array): Promise<Uint8Array> {
  const sha256 = createHash('sha256').update(signed).digest('hex');
  const source = await PDFDocument.load(signed, { updateMetadata: false });
  for (const page of source.getPages()) {
    keepAppearances(page);
    for (const key of ['StructParents', 'Tabs', 'AA']) page.node.delete(PDFName.of(key));
    page.node.set(PDFName.of('Annots'), source.context.obj([]));
  }
  const copy = await PDFDocument.create({ updateMetadata: false });
  const forms = new Map<string, Forms>();
  const formsFor = (width: number, height: number): Forms => {
    const size = `${width} ${height}`;
    const drawn = forms.get(size) ?? drawForms(copy.context, width, height, `SALINAN · COPY · SHA-256 ${sha256}`);
    forms.set(size, drawn);
    return drawn;
  };
  const pages = await copy.copyPages(source, source.getPageIndices());
  for (const page of pages) {
    copy.addPage(page);
    mark(page, formsFor);
    page.node.delete(PDFName.of('Annots'));
  }
  copy.setTitle(`SALINAN · ${source.getTitle() ?? ''}`, { showInWindowTitleBar: true });
  copy.setSubject(`SHA-256 ${sha256}`);
  copy.setProducer('Teken');
  copy.setLanguage('id-ID');
  return copy.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
}

const numbersOf = (value: PDFObject | undefined): readonly number[] =>
  value instanceof PDFArray ? value.asArray().map((one) => (one instanceof PDFNumber ? one.asNumber() : 0)) : [];

/** What a field shows becomes part of the page (ISO 32000-2, 12.5.5): its drawing, fitted into its place. */
function keepAppearances(page: PDFPage): void {
  const { node } = page;
  const { context } = node;
  const shown: string[] = [];
  for (const annotation of node.lookupMaybe(PDFName.of('Annots'), PDFArray)?.asArray() ?? []) {
    const widget = context.lookup(annotation);
    if (!(widget instanceof PDFDict)) continue;
    const ref = widget.lookupMaybe(PDFName.of('AP'), PDFDict)?.get(PDFName.of('N'));
    const drawing = context.lookup(ref);
    if (ref === undefined || !(drawing instanceof PDFStream)) continue;
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = numbersOf(widget.lookup(PDFName.of('Rect')));
    const [left = 0, bottom = 0, right = 0, top = 0] = numbersOf(drawing.dict.lookup(PDFName.of('BBox')));
    if (x2 <= x1 || y2 <= y1 || right <= left || top <= bottom) continue;
    const [across, up] = [(x2 - x1) / (right - left), (y2 - y1) / (top - bottom)];
    const place = [across, 0, 0, up, x1 - left * across, y1 - bottom * up].map(decimal).join(' ');
    shown.push(`q ${place} cm ${String(ownResources(page).add(ref))} Do Q`);
  }
  if (shown.length > 0) surround(context, page, '', shown.join('\n'));
}

/** The page's resources, for this page alone: pages may share theirs. */
function ownResources({ node }: PDFPage): { add(value: PDFObject): PDFName } {
  node.normalize();
  const key = PDFName.of('Resources');
  const shared = node.Resources()?.clone() ?? node.context.obj({});
  const forms = shared.lookupMaybe(PDFName.of('XObject'), PDFDict)?.clone() ?? node.context.obj({});
  shared.set(PDFName.of('XObject'), forms);
  node.set(key, shared);
  return {
    add: (value) => {
      const name = node.context.addRandomSuffix('TkCopy', 6);
      forms.set(PDFName.of(name), value);
      return PDFName.of(name);
    },
  };
}

function surround(context: PDFContext, page: PDFPage, before: string, after: string): void {
  page.node.normalize();
  const contents = page.node.lookup(PDFName.of('Contents'), PDFArray);
  contents.insert(0, context.register(context.flateStream(`${before}\nq\n`)));
  contents.push(context.register(context.flateStream(`\nQ\n${after}\n`)));
}

type Forms = { readonly under: PDFRef; readonly over: PDFRef };

/** What is laid over pages of a size: the mark, which lies below the words so that they stay as legible, and the note. */
function drawForms(context: PDFContext, width: number, height: number, note: string): Forms {
  const form = (canvas: Canvas, resources: PDFDict): PDFRef =>
    context.register(
      context.flateStream(contentOf(canvas), {
        Type: 'XObject',
        Subtype: 'Form',
        BBox: [0, 0, width, height],
        Resources: resources,
      }),
    );
  const below = createCanvas();
  drawCopyMark(below, width, height);
  const above = createCanvas();
  const room = width - 60;
  const { lines, size } = fit(note, 'sans-bold', { width: room, sizes: [7.6, 5], maxLines: () => 2 });
  lines.forEach((line, index) => {
    const place = { x: 30, y: height - 26 - index * size * 1.3, size, colour: INK };
    drawAligned(above, line, place, room, 'centre');
  });
  const fonts = context.obj({});
  fonts.set(PDFName.of('Font'), embedFaces(context, [above]));
  return { under: form(below, context.obj({})), over: form(above, fonts) };
}

function mark(page: PDFPage, formsFor: (width: number, height: number) => Forms): void {
  const { x, y, width, height } = page.getMediaBox();
  const { under, over } = formsFor(width, height);
  const resources = ownResources(page);
  const at = `1 0 0 1 ${decimal(x)} ${decimal(y)} cm`;
  const [below, above] = [resources.add(under), resources.add(over)].map(String);
  surround(page.node.context, page, `q ${at} ${below} Do Q`, `q ${at} ${above} Do Q`);
}
