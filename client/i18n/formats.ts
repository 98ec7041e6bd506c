import { partsIn, zoneName } from '#contract/zones';
import { language, type Language } from './language.ts';

// Intl formatters are slow to make and quick to use: one per language and shape, kept.

const kept = new Map<string, unknown>();
export const keep = <Format>(key: string, make: () => Format): Format => {
  const found = kept.get(key) as Format | undefined;
  if (found !== undefined) return found;
  const made = make();
  kept.set(key, made);
  return made;
};

export const LOCALES: { readonly [language in Language]: string } = { id: 'id-ID', en: 'en-GB' };

// EYD: hours, minutes and seconds are parted by points; English readers expect colons.
const SEPARATORS: { readonly [language in Language]: string } = { id: '.', en: ':' };

export const moment = (at: string | number | Date): Date => (at instanceof Date ? at : new Date(at));

/** `10.42 WIB` (id), `10:42 WIB` (en). */
export const clock = (at: string | number | Date, zone: string, withZone = true): string => {
  const { hour, minute } = partsIn(moment(at), zone);
  return `${hour}${SEPARATORS[language.value]}${minute}${withZone ? ` ${zoneName(zone)}` : ''}`;
};

/** `10.42.07`, with the zone where asked. */
export const clockWithSeconds = (at: string | number | Date, zone: string, withZone = false): string => {
  const { hour, minute, second } = partsIn(moment(at), zone);
  return `${[hour, minute, second].join(SEPARATORS[language.value])}${withZone ? ` ${zoneName(zone)}` : ''}`;
};

const two = (value: number): string => String(value).padStart(2, '0');

/** A span in minutes and seconds (`06.18`), from an hour on with hours (`1.06.18`). Never negative. Milliseconds in. */
export const span = (milliseconds: number): string => {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const hours = Math.floor(seconds / 3600);
  const rest = [two(Math.floor((seconds % 3600) / 60)), two(seconds % 60)];
  return [...(hours > 0 ? [String(hours)] : []), ...rest].join(SEPARATORS[language.value]);
};

/** `Senin, 18 Januari 2021`. */
export const dateWithDay = (at: string | Date, zone = 'UTC'): string =>
  keep(
    `day ${language.value} ${zone}`,
    () => new Intl.DateTimeFormat(LOCALES[language.value], { timeZone: zone, dateStyle: 'full' }),
  ).format(moment(at));

/** `1.234` (id), `1,234` (en). */
export const number = (value: number): string =>
  keep(`number ${language.value}`, () => new Intl.NumberFormat(LOCALES[language.value])).format(value);

/** Whole rupiah in full: `Rp4.250.000.000`. No space after Rp (EYD). */
export const rupiah = (value: number): string => `Rp${number(value)}`;

const SCALES = [
  { from: 1e12, unit: 1e12, id: 'triliun', en: 'trillion' },
  { from: 1e8, unit: 1e9, id: 'miliar', en: 'billion' },
  { from: 1e6, unit: 1e6, id: 'juta', en: 'million' },
] as const;

/**
 * Whole rupiah in words of size: `Rp1,04 triliun`, `Rp0,8 miliar`, `Rp45 juta`; below a million in full. Two decimals,
 * cut off and not rounded, so that a sum never looks reached before it is.
 */
export const rupiahShort = (value: number): string => {
  const scale = SCALES.find(({ from }) => value >= from);
  if (scale === undefined) return rupiah(value);
  const hundredths = Math.floor(value / (scale.unit / 100)) / 100;
  const shown = keep(
    `short ${language.value}`,
    () => new Intl.NumberFormat(LOCALES[language.value], { maximumFractionDigits: 2 }),
  ).format(hundredths);
  return `Rp${shown} ${scale[language.value]}`;
};
