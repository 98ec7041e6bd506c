import type { Language } from './language.ts';
import { numberWordsEn } from './number-words-en.ts';
import { terbilang } from './terbilang.ts';

/** D3: whole rupiah in figures: `Rp4.250.000.000` in Indonesian, `Rp4,250,000,000` in English. */
export function rupiahFigures(value: number, language: Language): string {
  return `Rp${figures(value, language)}`;
}

/** A whole number in groups of three: `1.200` in Indonesian, `1,200` in English. */
export const figures = (value: number, language: Language): string =>
  String(value).replace(/\B(?=(\d{3})+$)/g, language === 'id' ? '.' : ',');

/** Whole rupiah in words, with the currency. Throws RangeError beyond 999 trillion. */
export function rupiahWords(value: number, language: Language): string {
  return `${language === 'id' ? terbilang(value) : numberWordsEn(value)} rupiah`;
}
