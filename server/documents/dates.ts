import type { Language } from './language.ts';

const MONTHS = {
  id: 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
} as const;
const WEEKDAYS = {
  id: 'Minggu Senin Selasa Rabu Kamis Jumat Sabtu'.split(' '),
  en: 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' '),
} as const;

type DateParts = {
  readonly day: number;
  readonly month: string;
  readonly year: number;
  readonly weekday: string;
};

/** D3: the parts of a `YYYY-MM-DD` date with names in the language. Throws RangeError when there is no such day. */
export function dateParts(iso: string, language: Language): DateParts {
  const at = new Date(`${iso}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso) || Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== iso) {
    throw new RangeError(`No such day: ${iso}`);
  }
  return {
    day: at.getUTCDate(),
    month: MONTHS[language][at.getUTCMonth()] ?? '',
    year: at.getUTCFullYear(),
    weekday: WEEKDAYS[language][at.getUTCDay()] ?? '',
  };
}

/** D3: `18 Januari 2021`, `18 January 2021`. */
export function formatDate(iso: string, language: Language): string {
  const { day, month, year } = dateParts(iso, language);
  return `${day} ${month} ${year}`;
}
