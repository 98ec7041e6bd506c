import { type Canvas, type Colour, GOLD } from './canvas.ts';
import { facesOf } from './fonts.ts';
import { glyphOutline } from './outlines.ts';
import { decimal } from './text.ts';

const numbers = (...values: readonly number[]): string => values.map(decimal).join(' ');

/** A tick in a circle: signed. Centre and radius in points. */
export function drawTick(canvas: Canvas, x: number, y: number, radius: number): void {
  const r = radius;
  const k = r * 0.5523;
  canvas.operators.push(
    `q ${numbers(...GOLD)} RG ${decimal(r * 0.18)} w 1 J 1 j 1 0 0 1 ${numbers(x, y)} cm`,
    `${numbers(r, 0)} m ${numbers(r, k, k, r, 0, r)} c ${numbers(-k, r, -r, k, -r, 0)} c`,
    `${numbers(-r, -k, -k, -r, 0, -r)} c ${numbers(k, -r, r, -k, r, 0)} c s`,
    `${numbers(-r * 0.42, -r * 0.02)} m ${numbers(-r * 0.1, -r * 0.36)} l ${numbers(r * 0.45, r * 0.34)} l S Q`,
  );
}

/** Kawung, the four-petalled motif: certified, sealed. Centre and radius in points. */
export function drawKawung(canvas: Canvas, x: number, y: number, radius: number): void {
  const petal = `0.1 0 m 0.3 0.36 0.85 0.36 1 0 c 0.85 -0.36 0.3 -0.36 0.1 0 c s`;
  const turns = ['1 0 0 1 0 0', '0 1 -1 0 0 0', '-1 0 0 -1 0 0', '0 -1 1 0 0 0'];
  canvas.operators.push(
    `q ${numbers(...GOLD)} RG 0.11 w 1 j ${numbers(radius, 0, 0, radius, x, y)} cm`,
    ...turns.map((turn) => `q ${turn} cm ${petal} Q`),
    'Q',
  );
}

const SAMPLE_GREY: Colour = [0.944, 0.938, 0.926];

const COPY_GREY: Colour = [0.9, 0.89, 0.87];

const PROOF_GREY: Colour = [0.9, 0.86, 0.83];

/** What may stand across a page; a sample that is rehearsed is first of all a rehearsal. */
export type PageMark = 'CONTOH' | 'GLADI RESIK';

export const pageMarkOf = (facts: { readonly sample: boolean; readonly rehearsal: boolean }): PageMark | null =>
  facts.rehearsal ? 'GLADI RESIK' : facts.sample ? 'CONTOH' : null;

/**
 * D7: "CONTOH" or "GLADI RESIK" across a page, as outlines: the page's words can be read, copied and searched without it.
 * Width and height of the page in points.
 */
export const drawPageMark =
  (mark: PageMark) =>
  (canvas: Canvas, width: number, height: number): void => {
    const size = mark === 'CONTOH' ? 148 : 100;
    drawAcross(canvas, { text: mark, size, colour: SAMPLE_GREY, x: width / 2, y: height / 2 });
  };

/** D30: "KONSEP PROOF" across a page in the same way, beside whatever else marks it. */
export function drawProofMark(canvas: Canvas, width: number, height: number): void {
  drawAcross(canvas, { text: 'KONSEP', size: 84, colour: PROOF_GREY, x: width * 0.27, y: height * 0.66 });
  drawAcross(canvas, { text: 'PROOF', size: 84, colour: PROOF_GREY, x: width * 0.73, y: height * 0.34 });
}

/** D50: "SALINAN COPY" across a page of a copy. */
export function drawCopyMark(canvas: Canvas, width: number, height: number): void {
  drawAcross(canvas, { text: 'SALINAN', size: 84, colour: COPY_GREY, x: width * 0.3, y: height * 0.64 });
  drawAcross(canvas, { text: 'COPY', size: 84, colour: COPY_GREY, x: width * 0.72, y: height * 0.33 });
}

type Across = {
  readonly text: string;
  readonly size: number;
  readonly colour: Colour;
  readonly x: number;
  readonly y: number;
};

function drawAcross(canvas: Canvas, { text, size, colour, x, y }: Across): void {
  const [face] = facesOf('sans-bold');
  if (face === undefined) return;
  const scale = size / face.font.unitsPerEm;
  const outlines: string[] = [];
  let advance = 0;
  for (const character of text) {
    const glyph = face.font.getGlyph(face.glyphs.get(character.codePointAt(0) ?? 0) ?? 0);
    outlines.push(...glyphOutline(face, glyph.id, advance));
    advance += glyph.advanceWidth + face.font.unitsPerEm * 0.03;
  }
  const [cos, sin] = [Math.cos(0.955), Math.sin(0.955)];
  canvas.operators.push(
    `/Artifact BMC q ${numbers(...colour)} rg ${numbers(cos, sin, -sin, cos, x, y)} cm`,
    `${scale.toFixed(6)} 0 0 ${scale.toFixed(6)} ${numbers((-advance * scale) / 2, (-face.font.capHeight * scale) / 2)} cm`,
    ...outlines,
    'f Q EMC',
  );
}
