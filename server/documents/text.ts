import { APPEARANCE_FAMILIES, type Face, facesOf, type Family } from './fonts.ts';
import { advanceOf, kernOf } from './kerning.ts';

/** A text that the typefaces have no glyph for: a contract must not lose a letter silently (D8). */
export class UnprintableTextError extends RangeError {
  readonly text: string;
  readonly character: string;

  constructor(text: string, character: string) {
    super(`No typeface of the paper has the character "${character}" of "${text.slice(0, 80)}"`);
    this.name = 'UnprintableTextError';
    this.text = text;
    this.character = character;
  }
}

/** Glyphs of one face: `items` are the inside of a TJ array, with kerning, each character one byte (Latin-1). */
export type Run = {
  readonly face: Face;
  readonly items: string;
  readonly glyphs: readonly number[];
  readonly width: number;
};

/** A text without a break in one family. Width in thousandths of the type's size. */
type Shaped = {
  readonly text: string;
  readonly family: Family;
  readonly runs: readonly Run[];
  readonly width: number;
};

/** Shaped pieces that stand without a space between them. */
export type Word = { readonly pieces: readonly Shaped[]; readonly width: number };
export type Line = readonly Word[];

const CACHE_LIMIT = 20_000;
const cache = new Map<Family, Map<string, Shaped>>();

function shapedIn(family: Family): Map<string, Shaped> {
  const known = cache.get(family) ?? new Map<string, Shaped>();
  if (known.size >= CACHE_LIMIT) known.clear();
  cache.set(family, known);
  return known;
}

/** D8: glyph by glyph from the first face of the family that has it. Throws UnprintableTextError. */
export function shape(text: string, family: Family): Shaped {
  const shapes = shapedIn(family);
  const known = shapes.get(text);
  if (known !== undefined) return known;
  const runs: Run[] = [];
  let width = 0;
  for (const { face, part } of splitByFace(text.normalize('NFC'), family)) {
    const run = shapeRun(face, part);
    runs.push(run);
    width += run.width;
  }
  const shaped = { text, family, runs, width };
  shapes.set(text, shaped);
  return shaped;
}

function splitByFace(text: string, family: Family): { face: Face; part: string }[] {
  const parts: { face: Face; part: string }[] = [];
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    const face = facesOf(family).find(({ glyphs }) => glyphs.has(codePoint));
    if (face === undefined) throw new UnprintableTextError(text, character);
    const last = parts.at(-1);
    if (last?.face === face) last.part += character;
    else parts.push({ face, part: character });
  }
  return parts;
}

function shapeRun(face: Face, text: string): Run {
  const scale = 1000 / face.font.unitsPerEm;
  const characters = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const glyphs = characters.map((character) => face.glyphs.get(character) ?? 0);
  const kerns = characters.slice(1).map((right, index) => kernOf(face, characters[index] ?? 0, right));
  // Kerning counts only where the font kept one glyph a character: other glyphs are not embedded.
  const isPlain = !kerns.includes(null);
  let items = '';
  let units = 0;
  let open = '';
  glyphs.forEach((glyph, index) => {
    open += codeOf(glyph);
    const kern = isPlain ? (kerns[index] ?? 0) : 0;
    units += advanceOf(face, glyph) + kern;
    if (kern === 0) return;
    items += `(${open})${decimal(-kern * scale)} `;
    open = '';
  });
  return { face, items: open === '' ? items : `${items}(${open})`, glyphs, width: units * scale };
}

/** D100: two bytes, as they stand in a literal string (ISO 32000-2, 7.3.4.2); in hexadecimal they would take twice the room. */
const codeOf = (glyph: number): string => byteOf(glyph >> 8) + byteOf(glyph & 0xff);
const byteOf = (byte: number): string => ESCAPED.get(byte) ?? String.fromCharCode(byte);
// A bare carriage return would be read as a line feed.
const ESCAPED = new Map([
  [0x0d, '\\r'],
  [0x28, '\\('],
  [0x29, '\\)'],
  [0x5c, '\\\\'],
]);

/** D100: strings that stand beside one another as one. Inside a literal string every parenthesis is escaped. */
export const joinStrings = (items: string): string => items.replaceAll(')(', '');

/** A number as PDF writes it: no exponent, three decimals at most. */
export const decimal = (number: number): string => String(Math.round(number * 1000) / 1000 + 0);

export const wordOf = (pieces: readonly Shaped[]): Word => ({
  pieces,
  width: pieces.reduce((sum, piece) => sum + piece.width, 0),
});

/** The words of a plain text in one family. */
export const wordsOf = (text: string, family: Family): Line =>
  text
    .split(' ')
    .filter((part) => part !== '')
    .map((part) => wordOf([shape(part, family)]));

/** Glyphs of a face that every document can draw, whatever else is written in it. */
export const portableGlyphs = ({ family, usual }: Face): ReadonlySet<number> =>
  APPEARANCE_FAMILIES.includes(family) ? usual : NONE;
const NONE: ReadonlySet<number> = new Set();

/** D9 */
export const isPortable = (word: Word): boolean =>
  word.pieces.every((piece) =>
    piece.runs.every(({ face, glyphs }) => {
      const carried = portableGlyphs(face);
      return glyphs.every((glyph) => carried.has(glyph));
    }),
  );

export function spaceAfter({ pieces }: Word): Shaped {
  // Asked for more often than anything else: for every word, at every place where a line might end.
  const family = pieces[pieces.length - 1]?.family ?? 'serif';
  const known = spaces.get(family);
  if (known !== undefined) return known;
  const space = shape(' ', family);
  spaces.set(family, space);
  return space;
}
const spaces = new Map<Family, Shaped>();

/** Width of a line in thousandths of the type's size. */
export const lineWidth = (line: Line): number =>
  line.reduce((sum, word, index) => sum + word.width + (index < line.length - 1 ? spaceAfter(word).width : 0), 0);
