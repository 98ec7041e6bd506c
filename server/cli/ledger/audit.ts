import { fitsAudit, type AuditFilter } from '#projections/audit-trail';
import { readHeads } from '#store/read-ledger';
import { eventsOf } from './events-of.ts';
import { AskedWrongly } from '../command-line.ts';
import { openLedgers } from './open-ledgers.ts';

/** I28: what happened, line by line, as it stands in the ledger; `asJson`: one event a line. */
export const printAudit = (folder: string, ledger: string, filter: AuditFilter, asJson: boolean): 0 => {
  for (const time of [filter.from, filter.to])
    if (time !== undefined && Number.isNaN(Date.parse(time)))
      throw new AskedWrongly(`"${time}" is no time. Write it as 2021-01-18T10:00:00+07:00.`);
  using database = openLedgers(folder);
  if (!readHeads(database).some((head) => head.ledger === ledger))
    throw new AskedWrongly(`There is no ledger "${ledger}" in ${folder}.`);
  for (const event of eventsOf(database, ledger)) {
    if (!fitsAudit(event, filter)) continue;
    const { position, at, actor, type, stream, data } = event;
    console.log(
      asJson
        ? JSON.stringify({ position, at, actor, type, stream, data })
        : [String(position).padStart(6), at, actor, type, stream].join('  '),
    );
  }
  return 0;
};
