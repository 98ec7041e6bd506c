import type { z } from 'zod';
import type { CeremonyHead } from './ceremony-head.ts';
import type { AGREEMENTS, ANNEXES, DELEGATIONS, PARTIES, PEOPLE, RUNDOWN, SCENES } from './columns.ts';
import type { Row, Table } from './read-table.ts';

/** Everything that was read, before it was held against each other. */
export type CeremonyTables = {
  readonly head: CeremonyHead | null;
  readonly rundown: Table<z.output<typeof RUNDOWN>>;
  readonly people: Table<z.output<typeof PEOPLE>>;
  readonly delegations: Table<z.output<typeof DELEGATIONS>>;
  readonly parties: Table<z.output<typeof PARTIES>>;
  readonly agreements: Table<z.output<typeof AGREEMENTS>>;
  readonly annexes: Table<z.output<typeof ANNEXES>>;
  readonly scenes: Table<z.output<typeof SCENES>>;
};

/** Rows by the id as written, refused rows too: whoever is there with a mistake is not missing. */
export function rowsById<T>(table: Table<T>): ReadonlyMap<string, Row<T>> {
  return new Map(table.rows.map((row) => [row.raw['id'] ?? '', row]));
}

/** The targets of the years as they stand in the row, first year first. */
export function targetsOf(agreement: z.output<typeof AGREEMENTS>): readonly (number | null)[] {
  const { target_1, target_2, target_3, target_4, target_5, target_6, target_7, target_8, target_9, target_10 } =
    agreement;
  const later = [target_2, target_3, target_4, target_5, target_6, target_7, target_8, target_9, target_10];
  return [target_1, ...later.map((target) => target ?? null)];
}
