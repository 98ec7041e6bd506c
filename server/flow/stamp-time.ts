// Signatures show their time as people in the room read it: 18 Jan 2021 10.42.07 WIB.

const INDONESIAN_ZONES: { readonly [zone: string]: string } = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

const formatters = new Map<string, Intl.DateTimeFormat>();

const formatterOf = (zone: string): Intl.DateTimeFormat => {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('id-ID', {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  });
  formatters.set(zone, made);
  return made;
};

/** `zone` is an IANA name. */
export const stampTime = (at: Date, zone: string): string => {
  const parts = new Map(
    formatterOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  const name = INDONESIAN_ZONES[zone] ?? part('timeZoneName');
  return `${part('day')} ${part('month')} ${part('year')} ${part('hour')}.${part('minute')}.${part('second')} ${name}`;
};
