import { isIndonesian, zoneName } from '#contract/zones';
import { clock, clockWithSeconds, keep, LOCALES, moment } from './formats.ts';
import { language } from './language.ts';

// Formats that no first load needs.

/** The reader's own zone, as their device has it. */
const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** ` (12.42 WIT)` for readers in another of Indonesia's zones, by their own clock; nothing for others. */
export const besideHere = (at: string | number | Date, zone: string, own = ownZone()): string =>
  isIndonesian(own) && zoneName(own) !== zoneName(zone) ? ` (${clock(at, own)})` : '';

/** `18 Januari 2021`; from a `YYYY-MM-DD` (a day, no zone) or a moment in `zone`. */
export const date = (at: string | Date, zone = 'UTC'): string =>
  keep(
    `date ${language.value} ${zone}`,
    () => new Intl.DateTimeFormat(LOCALES[language.value], { timeZone: zone, dateStyle: 'long' }),
  ).format(moment(at));

/** `18 Jan 2021 10.42.07 WIB`: when somebody signed. */
export const stamp = (at: string | Date, zone: string): string =>
  `${keep(
    `stamp ${language.value} ${zone}`,
    () =>
      new Intl.DateTimeFormat(LOCALES[language.value], {
        timeZone: zone,
        day: 'numeric',
        month: 'short',
        year: 'numeric',
      }),
  ).format(moment(at))} ${clockWithSeconds(at, zone, true)}`;

/** `14 %`; from a share between 0 and 1, whole percents, cut off (never 100 before all is there). */
export const percent = (share: number): string => `${Math.floor(share * 100 + 1e-9)} %`;
