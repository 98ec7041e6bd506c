import { PDFDocument } from 'pdf-lib';
import type { AgreementFacts } from '#contract/agreement-facts';
import { agreementValues } from './agreement-values.ts';
import { assemblePdf } from './assemble-pdf.ts';
import { createCanvas, rectOf } from './canvas.ts';
import { languagesOf } from './language.ts';
import { layOut } from './layout.ts';
import { type MarkdownDocument, parseMarkdown } from './markdown.ts';
import { pageMarkOf } from './marks.ts';
import { mergeBody } from './merge-body.ts';
import { drawFurniture } from './page-furniture.ts';
import { paginate, type Slab } from './paginate.ts';
import { PAPER, TEXT_HEIGHT } from './paper.ts';
import { type PlacedField, signatureSlab } from './signature-page.ts';
import type { LoadedTemplate } from './template.ts';

/** A first revision, unsigned. `rect` is the field's `/Rect` in points; `page` counts from 1. */
export type RenderedPdf = {
  readonly bytes: Uint8Array;
  readonly pages: number;
  readonly fields: readonly {
    readonly name: string;
    readonly page: number;
    readonly rect: readonly [x1: number, y1: number, x2: number, y2: number];
  }[];
};

/**
 * The agreement's document, ready to be certified and signed: the same facts, template, time and id give the same bytes (D1).
 * `documentId` is 16 random bytes for the trailer's `/ID`. Throws RangeError when the facts do not fit the template,
 * UnprintableTextError when no typeface has a character, TemplateError when the body names what there is not.
 */
export async function renderAgreement(
  facts: AgreementFacts,
  options: {
    readonly template: LoadedTemplate;
    readonly at: Date;
    readonly documentId: Uint8Array;
    /** D30 */
    readonly proof?: boolean;
  },
): Promise<RenderedPdf> {
  const { template } = options;
  requireFit(facts, template, options.documentId);
  const languages = languagesOf(facts.language);
  const bodies = languages.map((language) =>
    parseMarkdown(mergeBody(template.bodies[language], agreementValues(facts, template, language))),
  );

  const fields: PlacedField[] = [];
  const slabs = [
    ...keepWithSignatures(bodies.flatMap(layOutBody)),
    signatureSlab(facts, template, (field) => fields.push(field)),
  ];
  const pages = paginate(slabs, TEXT_HEIGHT);
  const canvases = pages.map((placed, index) => {
    const canvas = createCanvas();
    const page = index + 1;
    drawFurniture(canvas, facts, page, pages.length);
    for (const { slab, offset } of placed) slab.draw({ canvas, page }, PAPER.height - PAPER.top - offset);
    return canvas;
  });

  const document = await PDFDocument.create({ updateMetadata: false });
  document.setTitle(bodies[0]?.front.get('title') ?? template.title.id, { showInWindowTitleBar: true });
  document.setAuthor(facts.ceremony.organiser);
  document.setSubject(`${facts.title.id} / ${facts.title.en}`);
  document.setCreator('Teken');
  document.setProducer('Teken');
  document.setCreationDate(options.at);
  document.setModificationDate(options.at);
  document.setLanguage(languages[0] === 'en' ? 'en-GB' : 'id-ID');
  const bytes = await assemblePdf(document, {
    canvases,
    fields,
    mark: pageMarkOf(facts),
    proof: options.proof ?? false,
    documentId: options.documentId,
  });
  return {
    bytes,
    pages: pages.length,
    fields: fields.map(({ name, page, box }) => ({
      name,
      page,
      rect: rectOf(box),
    })),
  };
}

function requireFit(facts: AgreementFacts, template: LoadedTemplate, documentId: Uint8Array): void {
  if (documentId.length !== 16) throw new RangeError('A document id has 16 bytes');
  const expected = new Set(template.signatures.map(({ field }) => field));
  const given = [...facts.parties.map(({ field }) => field), ...(facts.witness === null ? [] : [facts.witness.field])];
  const stray = given.find((field) => !expected.has(field));
  if (stray !== undefined) throw new RangeError(`The template ${template.name} has no place for "${stray}"`);
  const absent = template.parties.find((field) => !given.includes(field));
  if (absent !== undefined) throw new RangeError(`The template ${template.name} needs a party "${absent}"`);
  if (new Set(given).size !== given.length) throw new RangeError('Two signatories share one field');
}

/** D6: each language starts on a page of its own. */
const layOutBody = (body: MarkdownDocument): readonly Slab[] =>
  layOut(body.blocks).map((slab, index) => (index === 0 ? { ...slab, startsPage: true } : slab));

/** D12: signatures never stand on a page without words of the agreement: its closing lines go with them. */
const keepWithSignatures = (slabs: readonly Slab[]): readonly Slab[] =>
  slabs.map((slab, index) => (index >= slabs.length - 2 ? { ...slab, keep: true } : slab));
