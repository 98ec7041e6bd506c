import { textString } from './pdf-writer.ts';
import type { Face } from './fonts.ts';
import { decimal, isPortable, type Line, portableGlyphs, spaceAfter, type Word } from './text.ts';

const numbers = (...values: readonly number[]): string => values.map(decimal).join(' ');
const known = new Map<string, readonly string[]>();

/** A glyph's outline as path operators in the font's own units, `shift` to the right. */
export function glyphOutline(face: Face, glyph: number, shift = 0): readonly string[] {
  const key = `${face.resource}/${glyph}/${shift}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const outline = operatorsOf(face.font.getGlyph(glyph).path.toSVG(), shift);
  if (known.size >= 2000) known.clear();
  known.set(key, outline);
  return outline;
}

/**
 * D9: words of which not every letter is in every document: those letters are drawn as outlines, and the word says how it
 * reads. Left-aligned at `place`.
 */
export function drawWithOutlines(
  operators: string[],
  line: Line,
  place: { readonly x: number; readonly y: number; readonly size: number },
): void {
  const { y, size } = place;
  let { x } = place;
  const show = (face: Face, items: string): void => {
    operators.push(`BT /${face.resource} ${decimal(size)} Tf 1 0 0 1 ${numbers(x, y)} Tm [${items}] TJ ET`);
  };
  const drawMixed = (word: Word): void => {
    const text = word.pieces.map((piece) => piece.text).join('');
    operators.push(`/Span<</ActualText${textString(text)}>>BDC`);
    for (const { face, glyphs } of word.pieces.flatMap((piece) => piece.runs)) {
      const carried = portableGlyphs(face);
      const scale = size / face.font.unitsPerEm;
      for (const glyph of glyphs) {
        if (carried.has(glyph)) show(face, `<${glyph.toString(16).padStart(4, '0')}>`);
        else {
          const at = `${scale.toFixed(6)} 0 0 ${scale.toFixed(6)} ${numbers(x, y)} cm`;
          operators.push(`q ${at}`, ...glyphOutline(face, glyph), 'f Q');
        }
        x += face.font.getGlyph(glyph).advanceWidth * scale;
      }
    }
    operators.push('EMC');
  };
  for (const word of line) {
    const start = x;
    if (isPortable(word)) {
      for (const run of word.pieces.flatMap((piece) => piece.runs)) {
        show(run.face, run.items);
        x += (run.width * size) / 1000;
      }
    } else drawMixed(word);
    x = start + ((word.width + spaceAfter(word).width) * size) / 1000;
  }
}

function operatorsOf(svg: string, shift: number): string[] {
  const operators: string[] = [];
  let [x, y] = [0, 0];
  for (const [, command = '', rest = ''] of svg.matchAll(/([MLQCZ])([^MLQCZ]*)/g)) {
    const points = (rest.match(/-?[\d.]+/g) ?? []).map((value, index) => Number(value) + (index % 2 === 0 ? shift : 0));
    const [a = 0, b = 0, c = 0, d = 0] = points;
    if (command === 'M') operators.push(`${numbers(a, b)} m`);
    if (command === 'L') operators.push(`${numbers(a, b)} l`);
    // PDF has cubic curves only: each handle lies two thirds of the way to the quadratic one.
    if (command === 'Q') {
      const handles = [x + ((a - x) * 2) / 3, y + ((b - y) * 2) / 3, c + ((a - c) * 2) / 3, d + ((b - d) * 2) / 3];
      operators.push(`${numbers(...handles, c, d)} c`);
    }
    if (command === 'C') operators.push(`${numbers(...points)} c`);
    if (command === 'Z') operators.push('h');
    [x, y] = [points.at(-2) ?? x, points.at(-1) ?? y];
  }
  return operators;
}
