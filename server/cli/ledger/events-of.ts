import type { DatabaseSync } from 'node:sqlite';
import { damagedDatabase } from '#store/fault';
import type { StoredEvent } from '#store/port';
import { toEvent, toEventRow } from '#store/rows';
import { SQL } from '#store/statements';

const PAGE = 2_000;

/** Every event of a ledger in order, a page in memory at a time. Throws the fault `damaged` on a row that is none. */
export function* eventsOf(database: DatabaseSync, ledger: string): Generator<StoredEvent> {
  const page = database.prepare(SQL.eventsAfter);
  page.setReturnArrays(true);
  for (let after = 0; ;) {
    const rows: readonly unknown[] = page.all(ledger, after, PAGE);
    for (const columns of rows) {
      const row = toEventRow(columns);
      if (row === null)
        throw damagedDatabase('in DATA_DIR', `the event after ${after} of the ledger ${ledger} is none`);
      after = row.position;
      yield toEvent(row);
    }
    if (rows.length < PAGE) return;
  }
}
