import { rowsById, type CeremonyTables } from './ceremony-tables.ts';
import { checkPair } from './check-people.ts';
import type { Report } from './import-problem.ts';

const TWO_DAYS = 48 * 60 * 60 * 1000;

/** I13: items in the order of their starts, around the day of the ceremony; every wave is signed in one item. */
export function checkRundown(tables: CeremonyTables, report: Report): void {
  checkTimes(tables, report);
  const planned = checkWaves(tables, report);
  checkResponsible(tables, report);
  if (tables.rundown.readable) checkEveryWaveIsPlanned(tables, planned, report);
}

function checkTimes({ head, rundown }: CeremonyTables, report: Report): void {
  const { file } = rundown;
  let previous = Number.NEGATIVE_INFINITY;
  for (const { row, raw, cells } of rundown.rows) {
    for (const script of ['script', 'script_b']) {
      checkPair(raw, script, (column, code, message) => report({ file, row, column, code, message }));
    }
    if (cells === null) continue;
    const start = Date.parse(cells.start);
    if (start < previous) {
      const message = 'The item starts before the one above it. Put the rows in order, or correct the time.';
      report({ file, row, column: 'start', code: 'order', message });
    }
    previous = start;
    // A technical check may stand on the evening before; a slipped month or year may not.
    if (head !== null && Math.abs(start - Date.parse(`${head.date}T12:00:00Z`)) > TWO_DAYS) {
      const message = `The ceremony is on ${head.date}; this start is another day. Correct one of them.`;
      report({ file, row, column: 'start', code: 'other-day', message });
    }
  }
}

/** Who answers for an item stands in people.csv or delegations.csv. */
function checkResponsible({ rundown, people, delegations }: CeremonyTables, report: Report): void {
  if (!people.readable || !delegations.readable) return;
  const known = new Set([...rowsById(people).keys(), ...rowsById(delegations).keys()]);
  for (const { row, raw } of rundown.rows) {
    const responsible = raw['responsible'] ?? '';
    if (responsible === '' || known.has(responsible)) continue;
    const message = `Nobody in people.csv or delegations.csv has the id "${responsible}". Correct one of them.`;
    report({ file: rundown.file, row, column: 'responsible', code: 'unknown-person', message });
  }
}

/** The waves, as written, that some item signs. */
function checkWaves({ head, rundown }: CeremonyTables, report: Report): ReadonlySet<string> {
  const planned = new Set<string>();
  for (const { row, raw } of rundown.rows) {
    const place = { file: rundown.file, row, column: 'wave' } as const;
    const wave = raw['wave'] ?? '';
    if (raw['kind'] !== 'signing') {
      if (wave === '') continue;
      const message = 'Only an item of kind "signing" has a wave. Empty the cell or change the kind.';
      report({ ...place, code: 'must-be-empty', message });
      continue;
    }
    if (wave === '') {
      report({ ...place, code: 'empty', message: 'A wave is signed during this item. Write its number.' });
    } else if (head !== null && !head.waves.some((known) => String(known.wave) === wave)) {
      const message = `There is no wave "${wave}" in ceremony.json. Correct the number or add the wave.`;
      report({ ...place, code: 'unknown-wave', message });
    } else if (planned.has(wave)) {
      const message = `Wave ${wave} is signed in an earlier item already. Each wave is signed once.`;
      report({ ...place, code: 'duplicate', message });
    }
    planned.add(wave);
  }
  return planned;
}

/** Told once for each wave, at the first agreement that nobody would ever be asked to sign. */
function checkEveryWaveIsPlanned(
  { head, agreements }: CeremonyTables,
  planned: ReadonlySet<string>,
  report: Report,
): void {
  const told = new Set<string>();
  for (const { row, raw } of agreements.rows) {
    const wave = raw['wave'] ?? '';
    const isKnown = head?.waves.some((known) => String(known.wave) === wave) === true;
    if (!isKnown || planned.has(wave) || told.has(wave)) continue;
    told.add(wave);
    const message = `Wave ${wave} is signed in no item of rundown.csv. Add an item of kind "signing" for it.`;
    report({ file: agreements.file, row, column: 'wave', code: 'wave-not-planned', message });
  }
}
