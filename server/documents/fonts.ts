import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fontkit, { type Font } from '@pdf-lib/fontkit';
import { ALPHABET, USUAL } from './alphabet.ts';
import { type FontTables, readWoff } from './woff.ts';

export type Family = 'serif' | 'serif-bold' | 'serif-italic' | 'sans' | 'sans-bold';

/** One font file: a family in one script. Glyph numbers are the file's own (D9). */
export type Face = {
  /** Name in every `/Resources /Font` of a document: `TkSans`, `TkSansExt`, `TkSansViet`, … */
  readonly resource: string;
  readonly family: Family;
  readonly font: Font;
  readonly glyphs: ReadonlyMap<number, number>;
  readonly tables: FontTables;
  /** Glyphs that a document carries in any case: nearly all of them need no others, and so share the same font file. */
  readonly usual: ReadonlySet<number>;
};

// D9: families that appearances at signing are drawn with; every document carries their usual letters.
export const APPEARANCE_FAMILIES: readonly Family[] = ['sans', 'serif-bold'];

const FAMILIES: Readonly<Record<Family, { resource: string; font: string; style: string }>> = {
  serif: { resource: 'TkSerif', font: 'newsreader', style: '400-normal' },
  'serif-bold': { resource: 'TkSerifBold', font: 'newsreader', style: '600-normal' },
  'serif-italic': { resource: 'TkSerifItalic', font: 'newsreader', style: '400-italic' },
  sans: { resource: 'TkSans', font: 'plus-jakarta-sans', style: '400-normal' },
  'sans-bold': { resource: 'TkSansBold', font: 'plus-jakarta-sans', style: '600-normal' },
};

/** All that the paper is set in. */
export const EVERY_FAMILY = Object.keys(FAMILIES) as readonly Family[];

const SCRIPTS = [
  ['latin', ''],
  ['latin-ext', 'Ext'],
  ['vietnamese', 'Viet'],
] as const;

const require = createRequire(import.meta.url);
const loaded = new Map<Family, readonly Face[]>();

/**
 * The faces of a family in the order in which a character looks for its glyph. Read and parsed once in a process: they are
 * constants of the packages, and parsing them for each document would cost more than drawing it.
 */
export function facesOf(family: Family): readonly Face[] {
  const known = loaded.get(family);
  if (known !== undefined) return known;
  const taken = new Set<number>();
  const faces = SCRIPTS.map(([script, suffix]) => {
    const { resource, font, style } = FAMILIES[family];
    const path = require.resolve(`@fontsource/${font}/files/${font}-${script}-${style}.woff`);
    return loadFace(readFileSync(path), family, `${resource}${suffix}`, taken);
  });
  loaded.set(family, faces);
  return faces;
}

// A character that an earlier face already draws is left out of the later ones.
function loadFace(file: Uint8Array, family: Family, resource: string, taken: Set<number>): Face {
  const font = fontkit.create(file);
  const glyphs = new Map<number, number>();
  for (const character of ALPHABET) {
    if (taken.has(character) || !font.hasGlyphForCodePoint(character)) continue;
    taken.add(character);
    glyphs.set(character, font.glyphForCodePoint(character).id);
  }
  const carried = resource in CARRIED ? USUAL.flatMap((character) => glyphs.get(character) ?? []) : [];
  return { resource, family, font, glyphs, tables: readWoff(file), usual: new Set(carried) };
}

const CARRIED = { TkSerif: true, TkSerifBold: true, TkSans: true };
