import { minutesPresent } from '#ceremony/attendance/state';
import { ROLES } from '#contract/constants';
import type { AttendanceFacts } from '#contract/extract-facts';
import { PROVINCES } from '#contract/provinces';
import type { LiveCeremony } from '../live-ceremony.ts';
import { organisationOf } from '../party-data.ts';
import { nameOf, officialsOf } from '../people-data.ts';
import { clockOf, extractHead, type Drawing } from './head.ts';

/** D82: who was invited and who attended, by role and then as they were invited, to the minute. */
export const attendanceFacts = (live: LiveCeremony, drawing: Drawing): AttendanceFacts => {
  const { people, attended, phaseTimes } = live.ceremony;
  // Whoever was there at the end was there until the end.
  const end = phaseTimes.get('closed') ?? drawing.now.toISOString();
  const rows = [...people.values()]
    .toSorted((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || a.ordinal - b.ordinal)
    .map((person): AttendanceFacts['people'][number] => {
      const seen = attended.get(person.personId);
      return {
        name: nameOf(live, person.personId),
        position: person.position,
        organisation: organisationOf(live, person),
        representing: person.representing,
        province: person.role === 'delegation' ? (PROVINCES[person.province ?? ''] ?? null) : null,
        officials: officialsOf(live, person.personId),
        attended:
          seen === undefined
            ? null
            : {
                from: clockOf(drawing.print(seen.first)),
                until: clockOf(drawing.print(seen.since === null ? (seen.until ?? seen.first) : end)),
                minutes: minutesPresent(seen, end),
              },
      };
    });
  const there = rows.filter((row) => row.attended !== null);
  return {
    kind: 'attendance',
    ...extractHead(live, drawing),
    invited: rows.length,
    present: there.length,
    officials: there.reduce((sum, row) => sum + row.officials.length, 0),
    people: rows,
  };
};
