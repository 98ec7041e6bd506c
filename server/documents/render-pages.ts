import { assemblePdf, type FileParts } from './assemble-pdf.ts';
import { createPageCanvas, rectOf } from './canvas.ts';
import { sideBySide, wholeWidth } from './column.ts';
import { type Language, localeOf } from './language.ts';
import { layOut, type PageBlock } from './layout.ts';
import { drawFurniture, type Furniture } from './page-furniture.ts';
import { paginate, type Slab } from './paginate.ts';
import { PAPER, TEXT_HEIGHT } from './paper.ts';
import type { PlacedField } from './signature-page.ts';
import { layOutSideBySide } from './side-by-side.ts';
import type { Tag } from './tag.ts';
import { addTag, rootTag } from './tags.ts';

/** A first revision, unsigned. `rect` is in points; `page` counts from 1. */
export type RenderedPdf = {
  readonly bytes: Uint8Array;
  readonly pages: number;
  readonly fields: readonly PlacedRect[];
};
export type PlacedRect = {
  readonly name: string;
  readonly page: number;
  readonly rect: readonly [x1: number, y1: number, x2: number, y2: number];
};

type Body = { readonly language: Language; readonly blocks: readonly PageBlock[] };
/** One language over the whole width, or two side by side (D48). Every part starts on a page of its own. */
export type Part = readonly [Body] | readonly [Body, Body];

/**
 * A document of head, text, tables, figures and fields: tagged, PDF/A-3b, with running head and foot, the same input giving
 * the same bytes. `closing` is what stands last and is never split, such as signature blocks; the last lines go with it.
 * `documentId` is 16 random bytes. Throws UnprintableTextError when no typeface has a character.
 */
export function renderPages(
  request: Omit<FileParts, 'canvases' | 'structure' | 'fields'> & {
    readonly furniture: Furniture;
    readonly parts: readonly Part[];
    readonly closing?: (tag: Tag, place: (field: PlacedField) => void) => Slab;
  },
): RenderedPdf {
  const { furniture, parts, closing, ...file } = request;
  if (file.documentId.length !== 16) throw new RangeError('A document id has 16 bytes');
  const structure = rootTag();
  const [main] = file.file.languages;
  const sectionOf = ({ language }: Body): Tag =>
    addTag(structure, 'Sect', localeOf(language) === main ? {} : { language: localeOf(language) });
  const text = parts.flatMap((part) => {
    const [one, other] = part;
    const slabs =
      other === undefined
        ? layOut(one.blocks, wholeWidth(sectionOf(one)))
        : layOutSideBySide([one.blocks, other.blocks], sideBySide(sectionOf(one), sectionOf(other)));
    return keepEnd(slabs).map((slab, index) => (index === 0 ? { ...slab, startsPage: true } : slab));
  });
  const fields: PlacedField[] = [];
  const slabs =
    closing === undefined
      ? text
      : [...keepLast(text), closing(addTag(structure, 'Sect'), (field) => void fields.push(field))];
  const pages = paginate(slabs, TEXT_HEIGHT);
  const canvases = pages.map((placed, index) => {
    const canvas = createPageCanvas(index + 1);
    drawFurniture(canvas, furniture, index + 1, pages.length);
    for (const { slab, offset } of placed) slab.draw(canvas, PAPER.height - PAPER.top - offset);
    return canvas;
  });
  return {
    bytes: assemblePdf({ ...file, canvases, structure, fields }),
    pages: pages.length,
    fields: fields.map(({ name, page, box }) => ({ name, page, rect: rectOf(box) })),
  };
}

/** D12: what closes a document never stands on a page without words of it. */
const keepLast = (slabs: readonly Slab[]): readonly Slab[] => keepFrom(slabs, slabs.length - 2);

/** D99: the little that follows the last table goes along with its last rows, lest a page hold no more than that. */
const keepEnd = (slabs: readonly Slab[]): readonly Slab[] => {
  const lastRow = slabs.findLastIndex(({ row }) => row !== undefined);
  const after = slabs.slice(lastRow + 1).reduce((sum, { height, before }) => sum + height + before, 0);
  return lastRow < 0 || after > TEXT_HEIGHT / 4 ? slabs : keepFrom(slabs, lastRow, slabs.length - 1);
};

const keepFrom = (slabs: readonly Slab[], from: number, to = slabs.length): readonly Slab[] =>
  slabs.map((slab, index) => (index >= from && index < to ? { ...slab, keep: true } : slab));
