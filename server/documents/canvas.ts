import type { Face } from './fonts.ts';
import { drawWithOutlines } from './outlines.ts';
import type { Tag } from './tag.ts';
import { decimal, isPortable, joinStrings, type Line, lineWidth, spaceAfter } from './text.ts';

/** Red, green and blue from 0 to 1. */
export type Colour = readonly [number, number, number];

// The hall's palette on white paper; printed in grey the gold stays a mid grey.
export const INK: Colour = [0.12, 0.106, 0.086];
export const QUIET: Colour = [0.431, 0.388, 0.325];
export const GOLD: Colour = [0.522, 0.388, 0.11];
export const HAIRLINE: Colour = [0.8, 0.757, 0.678];

/** Of each face that was drawn with: its glyphs, but for the usual ones. */
export type Glyphs = ReadonlyMap<Face, ReadonlySet<number>>;

/** A content stream in the making. Points, origin at the lower left, as in PDF. */
export type Canvas = {
  readonly operators: string[];
  /** What was drawn of the typefaces, line by line. */
  readonly glyphs: Set<Glyphs>;
  /** D44: whose the marked pieces are, by number. */
  readonly owners: Tag[];
  /** Counted from 1. */
  readonly page: number;
  /** D9: it must look right in a document that was made before it. */
  readonly portable: boolean;
  /** D95: addresses whose QR code the document carries for it; null where every code is drawn in place. */
  readonly codes: Set<string> | null;
};

const newCanvas = (page: number, portable: boolean, codes: Set<string> | null): Canvas => ({
  operators: [],
  glyphs: new Set(),
  owners: [],
  page,
  portable,
  codes,
});
export const createCanvas = (page = 1): Canvas => newCanvas(page, false, null);
/** A page of a document that carries its QR codes. */
export const createPageCanvas = (page: number): Canvas => newCanvas(page, false, new Set());
/** For what is drawn into a field, perhaps long after the document was made. */
export const createPortableCanvas = (): Canvas => newCanvas(1, true, null);

export const contentOf = (canvas: Canvas): Uint8Array => Buffer.from(`${canvas.operators.join('\n')}\n`, 'latin1');

const numbers = (...values: readonly number[]): string => values.map(decimal).join(' ');

type TextPlace = {
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  readonly size: number;
  readonly colour: Colour;
  /** Spread the words over this many points. */
  readonly justify?: number | undefined;
};

export function drawLine(canvas: Canvas, line: Line, place: TextPlace): void {
  if (canvas.portable && !line.every(isPortable)) {
    canvas.operators.push(`${numbers(...place.colour)} rg`);
    return drawWithOutlines(canvas.operators, line, place);
  }
  const { shows, glyphs } = settingOf(line, place);
  canvas.glyphs.add(glyphs);
  canvas.operators.push(`BT ${numbers(...place.colour)} rg 1 0 0 1 ${numbers(place.x, place.y)} Tm\n${shows}ET`);
}

type Setting = {
  readonly size: number;
  readonly justify: number | undefined;
  /** The operators that show it, wherever it stands; each ends its line. */
  readonly shows: string;
  readonly glyphs: Glyphs;
};

/** What a template says word for word stands in hundreds of documents at the same size. */
const settings = new WeakMap<Line, Setting>();

function settingOf(line: Line, place: TextPlace): Setting {
  const known = settings.get(line);
  if (known?.size === place.size && known.justify === place.justify) return known;
  const setting = setLine(line, place);
  settings.set(line, setting);
  return setting;
}

function setLine(line: Line, { size, justify }: TextPlace): Setting {
  const gaps = line.length - 1;
  const slack = justify === undefined || gaps < 1 ? 0 : (justify * 1000) / size - lineWidth(line);
  const spread = slack === 0 ? '' : decimal(-slack / gaps);
  const shows: string[] = [];
  const glyphs = new Map<Face, Set<number>>();
  let current: Face | null = null;
  let items = '';
  const flush = (): void => {
    if (items !== '') shows.push(`[${joinStrings(items)}] TJ`);
    items = '';
  };
  line.forEach((word, index) => {
    const isLast = index === gaps;
    for (const piece of isLast ? word.pieces : [...word.pieces, spaceAfter(word)]) {
      for (const run of piece.runs) {
        if (run.face !== current) {
          flush();
          current = run.face;
          shows.push(`/${run.face.resource} ${decimal(size)} Tf`);
        }
        const drawn = glyphs.get(run.face) ?? new Set<number>();
        glyphs.set(run.face, drawn);
        for (const glyph of run.glyphs) if (!run.face.usual.has(glyph)) drawn.add(glyph);
        items += run.items;
      }
    }
    if (!isLast) items += spread;
  });
  flush();
  return { size, justify, shows: shows.map((show) => `${show}\n`).join(''), glyphs };
}

export type Align = 'left' | 'centre' | 'right';

/** Draws a line aligned within `width` points from `place.x`. */
export function drawAligned(canvas: Canvas, line: Line, place: TextPlace, width: number, align: Align): void {
  const slack = width - (lineWidth(line) * place.size) / 1000;
  const shift = align === 'left' ? 0 : align === 'centre' ? slack / 2 : slack;
  drawLine(canvas, line, { ...place, x: place.x + shift });
}

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

const round = (points: number): number => Math.round(points * 100) / 100;

/** The box as a PDF rectangle, in hundredths of a point at most. */
export function rectOf({ x, y, width, height }: Box): [x1: number, y1: number, x2: number, y2: number] {
  return [round(x), round(y), round(x + width), round(y + height)];
}

export function fillBox(canvas: Canvas, { x, y, width, height }: Box, colour: Colour): void {
  canvas.operators.push(`q ${numbers(...colour)} rg ${numbers(x, y, width, height)} re f Q`);
}

export function strokeBox(canvas: Canvas, box: Box, colour: Colour, width: number, dash: readonly number[] = []): void {
  const half = width / 2;
  canvas.operators.push(
    `q ${numbers(...colour)} RG ${decimal(width)} w [${numbers(...dash)}] 0 d`,
    `${numbers(box.x + half, box.y + half, box.width - width, box.height - width)} re S Q`,
  );
}

export function drawRule(
  canvas: Canvas,
  from: { x: number; y: number },
  width: number,
  colour: Colour,
  weight = 0.5,
): void {
  canvas.operators.push(
    `q ${numbers(...colour)} RG ${decimal(weight)} w ${numbers(from.x, from.y)} m ${numbers(from.x + width, from.y)} l S Q`,
  );
}
