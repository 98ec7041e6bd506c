import { keptUntil, RETENTION, RETENTION_CLASSES } from '#contract/retention';
import { readHeads } from '#store/read-ledger';
import { eventsOf } from './events-of.ts';
import { openLedgers } from './open-ledgers.ts';

/** I29: for each ledger and class until when it is kept, and what is due by `now`. */
export const printRetention = (folder: string, asJson: boolean, now: Date): 0 => {
  using database = openLedgers(folder);
  const today = now.toISOString().slice(0, 10);
  const rows = readHeads(database).flatMap(({ ledger }) => {
    let closedAt: string | null = null;
    for (const { type, at } of eventsOf(database, ledger)) if (type === 'ceremony-closed') closedAt = at;
    return RETENTION_CLASSES.map((name) => {
      const until = keptUntil(name, closedAt);
      return { ledger, name, ...RETENTION[name], until, due: until !== null && until < today };
    });
  });
  if (asJson) console.log(JSON.stringify(rows));
  else
    for (const { ledger, name, years, until, due } of rows)
      console.log(
        [ledger, name.padEnd(20), `${years} y`.padStart(5), until ?? 'not closed', due ? 'DUE' : '']
          .join('  ')
          .trimEnd(),
      );
  return 0;
};
