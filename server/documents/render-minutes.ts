import { PDFDocument } from 'pdf-lib';
import type { MinutesFacts } from '#contract/minutes-facts';
import { drawPlaceholderAppearance } from './appearance.ts';
import { assemblePdf } from './assemble-pdf.ts';
import { pageMarkOf } from './marks.ts';
import {
  type Box,
  type Canvas,
  createCanvas,
  drawAligned,
  drawLine,
  drawRule,
  HAIRLINE,
  INK,
  QUIET,
  rectOf,
} from './canvas.ts';
import type { Family } from './fonts.ts';
import { layOut } from './layout.ts';
import { minutesBlocks } from './minutes-blocks.ts';
import { MINUTES_WORDS } from './minutes-words.ts';
import { paginate, type Slab } from './paginate.ts';
import { PAPER, TEXT_HEIGHT, TEXT_WIDTH } from './paper.ts';
import { drawQr } from './qr.ts';
import type { RenderedPdf } from './render-agreement.ts';
import type { PlacedField } from './signature-page.ts';
import { fit } from './wrap.ts';

/** The one field of the minutes: the organiser's seal. */
export const MINUTES_SEAL_FIELD = 'certification';

const LANGUAGES = ['id', 'en'] as const;
const SEAL = { width: 240, height: 64 };
const QR = 46;

/**
 * D13, D14: the minutes in Indonesian, then in English, with the place of the organiser's seal; the same facts, time and
 * id give the same bytes. `documentId` is 16 random bytes for the trailer's `/ID`. Throws UnprintableTextError when no
 * typeface has a character.
 */
export async function renderMinutes(
  facts: MinutesFacts,
  options: { readonly at: Date; readonly documentId: Uint8Array },
): Promise<RenderedPdf> {
  if (options.documentId.length !== 16) throw new RangeError('A document id has 16 bytes');
  const fields: PlacedField[] = [];
  const body = LANGUAGES.flatMap((language) =>
    layOut(minutesBlocks(facts, language)).map((slab, index) => (index === 0 ? { ...slab, startsPage: true } : slab)),
  );
  const slabs = [
    // The seal never stands on a page without words of the minutes.
    ...body.map((slab, index) => (index >= body.length - 2 ? { ...slab, keep: true } : slab)),
    sealSlab(facts, (field) => fields.push(field)),
  ];
  const pages = paginate(slabs, TEXT_HEIGHT);
  const canvases = pages.map((placed, index) => {
    const canvas = createCanvas();
    const page = index + 1;
    drawHeadAndFoot(canvas, facts, page, pages.length);
    for (const { slab, offset } of placed) slab.draw({ canvas, page }, PAPER.height - PAPER.top - offset);
    return canvas;
  });
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setTitle(`${MINUTES_WORDS.id.title}: ${facts.title.id}`, { showInWindowTitleBar: true });
  document.setAuthor(facts.organiser);
  document.setSubject(`${MINUTES_WORDS.en.title}: ${facts.title.en}`);
  document.setCreator('Teken');
  document.setProducer('Teken');
  document.setCreationDate(options.at);
  document.setModificationDate(options.at);
  document.setLanguage('id-ID');
  const bytes = await assemblePdf(document, {
    canvases,
    fields,
    mark: pageMarkOf(facts),
    documentId: options.documentId,
  });
  return {
    bytes,
    pages: pages.length,
    fields: fields.map(({ name, page, box }) => ({ name, page, rect: rectOf(box) })),
  };
}

const sealSlab = (facts: MinutesFacts, place: (field: PlacedField) => void): Slab => ({
  height: SEAL.height,
  before: 22,
  keep: false,
  draw: ({ canvas, page }, top) => {
    const y = top - SEAL.height;
    const box = { x: PAPER.left + TEXT_WIDTH - SEAL.width, y, ...SEAL };
    drawRecordAddress(canvas, facts.recordUrl, {
      x: PAPER.left,
      y,
      width: box.x - PAPER.left - 16,
      height: SEAL.height,
    });
    place({
      name: MINUTES_SEAL_FIELD,
      page,
      box,
      placeholder: drawPlaceholderAppearance({
        ...SEAL,
        label: 'Tempat segel penyelenggara\u00a0/ Place of the organiser’s seal',
        name: facts.organiser,
        details: [],
      }).content,
    });
  },
});

function drawRecordAddress(canvas: Canvas, url: string, box: Box): void {
  const y = box.y + (box.height - QR) / 2;
  drawQr(canvas, url, box.x + 2, y, QR);
  const x = box.x + QR + 13;
  const width = box.x + box.width - x;
  let baseline = y + QR;
  for (const [text, sizes, most] of [
    ['Bandingkan akar\u00a0/ Compare the root', [7, 5.6], 3],
    [url, [5.8, 4.8], 4],
  ] as const) {
    const { lines, size } = fit(text, 'sans', { width, sizes, maxLines: () => most });
    for (const line of lines) {
      baseline -= size * 1.26;
      drawLine(canvas, line, { x, y: baseline + size * 0.3, size, colour: QUIET });
    }
    baseline -= 2.5;
  }
}

/** D15: what a page is, of which document, and that it is a sample or a rehearsal, on every page. */
function drawHeadAndFoot(canvas: Canvas, facts: MinutesFacts, page: number, pages: number): void {
  const head = PAPER.height - 56;
  const foot = 50;
  const part = (
    text: string,
    y: number,
    align: 'left' | 'centre' | 'right',
    share: number,
    family: Family = 'sans',
    colour = QUIET,
  ): void => {
    const { lines, size } = fit(text, family, { width: TEXT_WIDTH * share, sizes: [7.6, 6], maxLines: () => 1 });
    for (const line of lines) drawAligned(canvas, line, { x: PAPER.left, y, size, colour }, TEXT_WIDTH, align);
  };
  const marks = [...(facts.rehearsal ? ['GLADI RESIK · REHEARSAL'] : []), ...(facts.sample ? ['CONTOH · SAMPLE'] : [])];
  part(`Berita Acara · ${facts.title.id}`, head, 'left', 0.64);
  part(marks.join(' · '), head, 'right', 0.34, 'sans-bold', INK);
  drawRule(canvas, { x: PAPER.left, y: foot + 14 }, TEXT_WIDTH, HAIRLINE);
  part(facts.ceremonyId, foot, 'left', 0.3);
  if (marks.length > 0) part(`${marks.join(' · ')} · bukan acara yang sesungguhnya`, foot, 'centre', 0.44, 'sans-bold');
  part(`Halaman ${page} dari ${pages} · Page ${page} of ${pages}`, foot, 'right', 0.26);
}
