import { EVERY_FAMILY, facesOf } from './fonts.ts';

/** D8, D71: the first character of a text that some typeface of the paper lacks; null: all can be printed. */
export const unprintable = (text: string): string | null => {
  if (/^[\x20-\x7e]*$/.test(text)) return null;
  for (const character of text.normalize('NFC')) {
    const codePoint = character.codePointAt(0) ?? 0;
    const isEverywhere = EVERY_FAMILY.every((family) => facesOf(family).some(({ glyphs }) => glyphs.has(codePoint)));
    if (!isEverywhere && character.trim() !== '') return character;
  }
  return null;
};
