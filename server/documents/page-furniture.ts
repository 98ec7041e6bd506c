import { type Align, type Canvas, type Colour, drawAligned, drawRule, HAIRLINE, INK, QUIET } from './canvas.ts';
import type { Family } from './fonts.ts';
import type { Language } from './language.ts';
import { PAPER, TEXT_WIDTH } from './paper.ts';
import { artifact } from './tags.ts';
import { fit } from './wrap.ts';

/** What stands at the head and foot of every page (D7, D46). */
export type Furniture = {
  readonly languages: readonly Language[];
  /** Above, at the left. */
  readonly title: string;
  /** Above, at the right: what a sample or a rehearsal says of itself; empty where there is nothing to say. */
  readonly mark: string;
  /** Below, at the left. */
  readonly number: string;
  /** The same for whoever reads the foot only. */
  readonly footMark: string;
  /** D46: the beginning of the document's verification code; empty where it has none. */
  readonly code: string;
};

const SIZE = 7.6;
const HEAD = PAPER.height - 56;
const FOOT = 57;

const PAGE = {
  id: (page: number, pages: number) => `Halaman ${page} dari ${pages}`,
  en: (page: number, pages: number) => `Page ${page} of ${pages}`,
} as const;
const CODE = { id: 'Kode pemeriksaan', en: 'Verification code' } as const;

export function drawFurniture(canvas: Canvas, furniture: Furniture, page: number, pages: number): void {
  const { languages, title, mark, number, footMark, code } = furniture;
  artifact(
    canvas,
    () => {
      drawPart(canvas, title, HEAD, 'left', 0.74);
      drawPart(canvas, mark, HEAD, 'right', 0.24, 'sans-bold', INK);
    },
    'Header',
  );
  artifact(
    canvas,
    () => {
      drawRule(canvas, { x: PAPER.left, y: FOOT + 14 }, TEXT_WIDTH, HAIRLINE);
      drawPart(canvas, number, FOOT, 'left', 0.24);
      drawPart(canvas, footMark, FOOT, 'centre', 0.48, 'sans-bold');
      drawPart(canvas, languages.map((language) => PAGE[language](page, pages)).join(' · '), FOOT, 'right', 0.26);
      if (code === '') return;
      drawPart(canvas, `${CODE[languages[0] ?? 'id']} ${code} …`, FOOT - 11, 'left', 0.5);
    },
    'Footer',
  );
}

/** D46: the first eight characters of a verification code, in two groups that an eye can compare. */
export const shortCode = (verifyUrl: string): string => {
  const code = verifyUrl.slice(verifyUrl.lastIndexOf('/') + 1);
  return `${code.slice(0, 4)} ${code.slice(4, 8)}`;
};

function drawPart(
  canvas: Canvas,
  text: string,
  y: number,
  align: Align,
  share: number,
  family: Family = 'sans',
  colour: Colour = QUIET,
): void {
  if (text === '') return;
  const { lines, size } = fit(text, family, { width: TEXT_WIDTH * share, sizes: [SIZE, 6], maxLines: () => 1 });
  for (const line of lines) drawAligned(canvas, line, { x: PAPER.left, y, size, colour }, TEXT_WIDTH, align);
}
