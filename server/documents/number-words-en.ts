import { MAX_SPELLED } from './terbilang.ts';

const SMALL = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
] as const;
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'] as const;
const SCALES = [
  [1_000_000_000_000, 'trillion'],
  [1_000_000_000, 'billion'],
  [1_000_000, 'million'],
  [1000, 'thousand'],
  [100, 'hundred'],
] as const;

/** D2: a whole number in English words, 0 to 999 trillion. Throws RangeError on anything else. */
export function numberWordsEn(number: number): string {
  if (!Number.isSafeInteger(number) || number < 0 || number > MAX_SPELLED) {
    throw new RangeError(`No words for ${number}: a whole number from 0 to ${MAX_SPELLED} is needed`);
  }
  return spell(number);
}

function spell(number: number): string {
  for (const [scale, name] of SCALES) {
    if (number < scale) continue;
    const rest = number % scale;
    const head = `${spell(Math.floor(number / scale))} ${name}`;
    return rest === 0 ? head : `${head} ${spell(rest)}`;
  }
  if (number < 20) return SMALL[number] ?? '';
  const tens = TENS[Math.floor(number / 10)] ?? '';
  return number % 10 === 0 ? tens : `${tens}-${SMALL[number % 10]}`;
}
