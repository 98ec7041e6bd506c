// Indonesia's three zones by name, and the time of day in any zone. No zod here: the client's first load carries this file.

const NAMES: { readonly [zone: string]: 'WIB' | 'WITA' | 'WIT' } = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Ujung_Pandang': 'WITA',
  'Asia/Jayapura': 'WIT',
};

// Formatters are slow to make and quick to use: one a zone, kept.
const keptBy = (make: (zone: string) => Intl.DateTimeFormat) => {
  const kept = new Map<string, Intl.DateTimeFormat>();
  return (zone: string): Intl.DateTimeFormat => {
    const found = kept.get(zone) ?? make(zone);
    kept.set(zone, found);
    return found;
  };
};

const offsets = keptBy((zone) => new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'shortOffset' }));
const wholes = keptBy(
  (zone) =>
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      fractionalSecondDigits: 3,
      hourCycle: 'h23',
    }),
);

/** `zone` is an IANA name. */
export const isIndonesian = (zone: string): boolean => Object.hasOwn(NAMES, zone);

/** WIB, WITA, WIT for Indonesia's zones; elsewhere the offset, such as GMT+9. */
export const zoneName = (zone: string): string =>
  NAMES[zone] ??
  offsets(zone)
    .formatToParts(0)
    .find((part) => part.type === 'timeZoneName')?.value ??
  zone;

export type ClockParts = { readonly [part in 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second']: string };

const partsOf = (at: Date | number, zone: string): ClockParts & { readonly fractionalSecond: string } => {
  const parts = new Map<string, string>(
    wholes(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: string): string => parts.get(type) ?? '';
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
    fractionalSecond: part('fractionalSecond'),
  };
};

/** The clock and the calendar in a zone, each part with its leading zeros. */
export const partsIn: (at: Date | number, zone: string) => ClockParts = partsOf;

const two = (value: number): string => String(value).padStart(2, '0');

/** The same moment with the zone's own offset: `2021-01-18T09:00:00.000+07:00`. Throws RangeError for what is no moment. */
export const isoIn = (at: string | Date, zone: string): string => {
  const moment = new Date(at);
  const { year, month, day, hour, minute, second, fractionalSecond } = partsOf(moment, zone);
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fractionalSecond}`;
  const east = Math.round((Date.parse(`${local}Z`) - moment.getTime()) / 60_000);
  const offset = `${two(Math.floor(Math.abs(east) / 60))}:${two(Math.abs(east) % 60)}`;
  return `${local.replace(/\.000$/, '')}${east < 0 ? '-' : '+'}${offset}`;
};
