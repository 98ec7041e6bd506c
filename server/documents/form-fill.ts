import type { Box, Canvas } from './canvas.ts';
import { drawAligned, drawLine, INK } from './canvas.ts';
import type { FormField } from './form-plan.ts';
import { type MergeGroup, mergeBody } from './merge-body.ts';
import { decimal, type Line, wordsOf } from './text.ts';
import { fit } from './wrap.ts';

/** D67: what stands in an agreement does not fit into the document that was to be made of it. */
export class UnfitFactsError extends RangeError {
  override readonly name = 'UnfitFactsError';
}

const PAD = 2;
const SIZES = { most: 11, least: 6 };
const LEADING = 1.25;
const FAMILY = 'sans';

/** D67: draws what the field says in each of its places; `canvasOf` gives a page's canvas. Throws UnfitFactsError. */
export function fillField(field: FormField, values: MergeGroup, canvasOf: (page: number) => Canvas): void {
  const text = mergeBody(field.content, values, (value) => value)
    .replace(/\s+/g, ' ')
    .trim();
  if (text === '') return;
  for (const place of field.places) {
    const canvas = canvasOf(place.page);
    if (field.kind === 'check') drawCross(canvas, place);
    else if (field.cells !== null) drawCells(canvas, text, place, field.cells, field.name);
    else drawText(canvas, text, place, field);
  }
}

function drawText(canvas: Canvas, text: string, box: Box, field: FormField): void {
  const width = box.width - 2 * PAD;
  const largest = field.isMultiline ? SIZES.most : Math.min(SIZES.most, Math.max(SIZES.least, box.height * 0.7));
  const maxLines = (size: number): number =>
    field.isMultiline ? Math.max(1, Math.floor((box.height - 2 * PAD) / (size * LEADING))) : 1;
  const { lines, size } = fit(text, FAMILY, { width, sizes: [largest, SIZES.least], maxLines });
  if (lines.map(plain).join(' ') !== plain(wordsOf(text, FAMILY))) throw tooLong(text, field.name);
  const first = field.isMultiline ? box.y + box.height - PAD - size : box.y + (box.height - size * 0.72) / 2;
  lines.forEach((line, index) => {
    const place = { x: box.x + PAD, y: first - index * size * LEADING, size, colour: INK };
    drawAligned(canvas, line, place, width, field.align);
  });
}

/** A letter in each cell, as for a number of thirteen digits. */
function drawCells(canvas: Canvas, text: string, box: Box, cells: number, name: string): void {
  const letters = Array.from(text);
  if (letters.length > cells) throw tooLong(text, name);
  const width = box.width / cells;
  const size = Math.min(SIZES.most, box.height * 0.7, width * 1.4);
  letters.forEach((letter, index) => {
    const place = { x: box.x + index * width, y: box.y + (box.height - size * 0.72) / 2, size, colour: INK };
    if (letter.trim() !== '') drawAligned(canvas, wordsOf(letter, FAMILY), place, width, 'centre');
  });
}

const at = (...values: readonly number[]): string => values.map(decimal).join(' ');

function drawCross(canvas: Canvas, box: Box): void {
  const size = Math.min(box.width, box.height) * 0.62;
  const x = box.x + (box.width - size) / 2;
  const y = box.y + (box.height - size) / 2;
  canvas.operators.push(
    `q ${at(...INK)} RG ${decimal(Math.max(0.8, size * 0.12))} w 1 J`,
    `${at(x, y)} m ${at(x + size, y + size)} l ${at(x, y + size)} m ${at(x + size, y)} l S Q`,
  );
}

/** The agreement's number, the parties' own and "page of pages" at the very foot of a form's page. */
export function drawFormFoot(canvas: Canvas, text: string, page: Box): void {
  const { lines, size } = fit(text, FAMILY, { width: page.width - 60, sizes: [6, 5], maxLines: () => 1 });
  const [line] = lines;
  if (line === undefined) return;
  drawLine(canvas, line, { x: page.x + 30, y: page.y + 12, size, colour: INK });
}

const plain = (line: Line): string => line.map((word) => word.pieces.map((piece) => piece.text).join('')).join(' ');

const tooLong = (text: string, name: string): UnfitFactsError =>
  new UnfitFactsError(`"${text}" does not fit into the field "${name}" of the form, even at ${SIZES.least} points.`);
