import { expect, test } from 'vitest';
import { hasEveryWord } from '#client/elements/search.tsx';

test('every word that was typed is looked for, in any order and in any of the texts', () => {
  const texts = ['017', 'PT Sampel Tirta Investama', 'UD Contoh Rasa'];
  for (const search of ['', '  ', '17', 'tirta', 'rasa SAMPEL', 'ud 017 '])
    expect(hasEveryWord(texts, search)).toBe(true);
  for (const search of ['tirta lain', '018']) expect(hasEveryWord(texts, search)).toBe(false);
});
