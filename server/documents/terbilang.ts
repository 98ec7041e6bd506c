const UNITS = ['nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan'] as const;
const SCALES = [
  [1_000_000_000_000, 'triliun'],
  [1_000_000_000, 'miliar'],
  [1_000_000, 'juta'],
] as const;

/** Largest number that has words here: 999 trillion and the rest. */
export const MAX_SPELLED = 999_999_999_999_999;

/** D2: a whole number in Indonesian words, 0 to {@link MAX_SPELLED}. Throws RangeError on anything else. */
export function terbilang(number: number): string {
  if (!Number.isSafeInteger(number) || number < 0 || number > MAX_SPELLED) {
    throw new RangeError(`No words for ${number}: a whole number from 0 to ${MAX_SPELLED} is needed`);
  }
  return number === 0 ? UNITS[0] : spell(number);
}

function spell(number: number): string {
  for (const [scale, name] of SCALES) {
    if (number >= scale) return join(`${spell(Math.floor(number / scale))} ${name}`, number % scale);
  }
  // "Se-" stands for one before belas, puluh, ratus and ribu, yet never before juta and above.
  if (number >= 2000) return join(`${spell(Math.floor(number / 1000))} ribu`, number % 1000);
  if (number >= 1000) return join('seribu', number % 1000);
  if (number >= 200) return join(`${UNITS[Math.floor(number / 100)]} ratus`, number % 100);
  if (number >= 100) return join('seratus', number % 100);
  if (number >= 20) return join(`${UNITS[Math.floor(number / 10)]} puluh`, number % 10);
  if (number >= 12) return `${UNITS[number - 10]} belas`;
  if (number === 11) return 'sebelas';
  if (number === 10) return 'sepuluh';
  return UNITS[number] ?? '';
}

const join = (head: string, rest: number): string => (rest === 0 ? head : `${head} ${spell(rest)}`);
