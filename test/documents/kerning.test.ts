import { describe, expect, test } from 'vitest';
import { EVERY_FAMILY, type Face, facesOf } from '#documents/fonts';
import { advanceOf, kernOf } from '#documents/kerning';

// D94: the paper's words are set pair by pair; here each is set as a whole, by the library that reads the fonts.

const faces = EVERY_FAMILY.flatMap((family) => facesOf(family));

/** Words of the face's own letters, the same at every run. */
function* wordsOf(face: Face, count: number): Generator<readonly number[]> {
  const letters = [...face.glyphs.keys()];
  let state = letters.length;
  const next = (limit: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % limit;
  };
  for (let index = 0; index < count; index += 1) {
    yield Array.from({ length: 2 + next(9) }, () => letters[next(letters.length)] ?? 0);
  }
}

describe('kerning', () => {
  test.each(faces)('[D94] $resource: pair by pair as by the whole word', (face) => {
    let kerned = 0;
    for (const word of wordsOf(face, 150)) {
      const text = String.fromCodePoint(...word);
      if (text.normalize('NFC') !== text) continue;
      const { glyphs, positions } = face.font.layout(text, { liga: false, clig: false, calt: false });
      const own = word.map((letter) => face.glyphs.get(letter) ?? 0);
      const isPlain = glyphs.length === own.length && glyphs.every(({ id }, index) => id === own[index]);
      const kerns = word.slice(1).map((right, index) => kernOf(face, word[index] ?? 0, right));
      expect(!kerns.includes(null), text).toBe(isPlain);
      if (!isPlain) continue;
      const advances = own.map((glyph, index) => advanceOf(face, glyph) + (kerns[index] ?? 0));
      expect(advances, text).toEqual(positions.map(({ xAdvance }) => xAdvance));
      kerned += kerns.filter((kern) => kern !== 0).length;
    }
    expect(kerned).toBeGreaterThan(0);
  });
});
