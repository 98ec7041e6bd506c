import { partsIn, zoneName } from '#contract/zones';

// Signatures show their time as people in the room read it: 18 Jan 2021 10.42.07 WIB.

const MONTHS = 'Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des'.split(' ');

/** `zone` is an IANA name. */
export const stampTime = (at: Date, zone: string): string => {
  const { year, month, day, hour, minute, second } = partsIn(at, zone);
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${year} ${hour}.${minute}.${second} ${zoneName(zone)}`;
};
