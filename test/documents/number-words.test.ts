import { assert, integer, oneof, property } from 'fast-check';
import { expect, test } from 'vitest';
import { dateParts, formatDate } from '#documents/dates';
import { rupiahFigures, rupiahWords } from '#documents/money';
import { numberWordsEn } from '#documents/number-words-en';
import { MAX_SPELLED, terbilang } from '#documents/terbilang';

const anyNumber = oneof(integer({ min: 0, max: 3000 }), integer({ min: 0, max: MAX_SPELLED }));

const SCALES: Record<string, number> = {
  ribu: 1e3,
  juta: 1e6,
  miliar: 1e9,
  triliun: 1e12,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
};
const DIGITS: Record<string, number> = Object.fromEntries(
  [
    'nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas'.split(' '),
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
      ' ',
    ),
  ].flatMap((names) => names.map((name, value) => [name, value])),
);
'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').forEach((name, index) => {
  DIGITS[name] = (index + 2) * 10;
});

/** Reads a spelling back, knowing the language but nothing of how it was made. */
function readWords(words: string): number {
  let total = 0;
  let group = 0;
  let digit = 0;
  for (const word of words
    .replaceAll('-', ' ')
    .replaceAll('seribu', 'satu ribu')
    .replaceAll('seratus', 'satu ratus')
    .split(' ')) {
    const scale = SCALES[word];
    if (scale !== undefined) {
      total += (group + digit) * scale;
      group = 0;
      digit = 0;
    } else if (word === 'ratus' || word === 'hundred') {
      group += digit * 100;
      digit = 0;
    } else if (word === 'puluh') {
      group += digit * 10;
      digit = 0;
    } else if (word === 'belas') {
      digit += 10;
    } else {
      digit += DIGITS[word] ?? Number.NaN;
    }
  }
  return total + group + digit;
}

test('[D2] every number read back from its Indonesian words is itself', () => {
  assert(property(anyNumber, (number) => readWords(terbilang(number)) === number));
});

test('[D2] every number read back from its English words is itself', () => {
  assert(property(anyNumber, (number) => readWords(numberWordsEn(number)) === number));
});

test('[D2] one is "se-" before belas, puluh, ratus and ribu alone', () => {
  assert(
    property(
      anyNumber,
      (number) => !/satu (belas|puluh|ratus)|^satu ribu|(juta|miliar|triliun) satu ribu/.test(terbilang(number)),
    ),
  );
});

test.each([
  [0, 'nol'],
  [10, 'sepuluh'],
  [11, 'sebelas'],
  [17, 'tujuh belas'],
  [20, 'dua puluh'],
  [100, 'seratus'],
  [111, 'seratus sebelas'],
  [1000, 'seribu'],
  [1999, 'seribu sembilan ratus sembilan puluh sembilan'],
  [21_000, 'dua puluh satu ribu'],
  [100_000, 'seratus ribu'],
  [101_000, 'seratus satu ribu'],
  [1_000_000, 'satu juta'],
  [1_001_000, 'satu juta seribu'],
  [1_000_000_000, 'satu miliar'],
  [4_250_000_000, 'empat miliar dua ratus lima puluh juta'],
  [1_500_000_000_000, 'satu triliun lima ratus miliar'],
  [
    MAX_SPELLED,
    'sembilan ratus sembilan puluh sembilan triliun sembilan ratus sembilan puluh sembilan miliar sembilan ratus sembilan puluh sembilan juta sembilan ratus sembilan puluh sembilan ribu sembilan ratus sembilan puluh sembilan',
  ],
])('[D2] %d is spelt "%s"', (number, words) => {
  expect(terbilang(number)).toBe(words);
});

test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, MAX_SPELLED + 1])('[D2] %d has no words', (number) => {
  expect(() => terbilang(number)).toThrow(RangeError);
  expect(() => numberWordsEn(number)).toThrow(RangeError);
});

test('[D3] money stands in figures and words of either language', () => {
  expect(rupiahFigures(4_250_000_000, 'id')).toBe('Rp4.250.000.000');
  expect(rupiahFigures(4_250_000_000, 'en')).toBe('Rp4,250,000,000');
  expect(rupiahFigures(999, 'id')).toBe('Rp999');
  expect(rupiahWords(4_250_000_000, 'en')).toBe('four billion two hundred fifty million rupiah');
  expect(rupiahWords(1_000_000, 'id')).toBe('satu juta rupiah');
});

test('[D3] dates are written out, with the day of the week', () => {
  expect(formatDate('2021-01-18', 'id')).toBe('18 Januari 2021');
  expect(formatDate('2024-02-29', 'en')).toBe('29 February 2024');
  expect(dateParts('2021-01-18', 'id').weekday).toBe('Senin');
  expect(dateParts('2021-01-18', 'en').weekday).toBe('Monday');
});

test.each(['2021-02-29', '2021-13-01', '18-01-2021', '2021-1-8', ''])('[D3] "%s" is no day', (day) => {
  expect(() => formatDate(day, 'id')).toThrow('No such day');
});
