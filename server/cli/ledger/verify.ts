import { StoreFault } from '#store/fault';
import { readHeads } from '#store/read-ledger';
import { checkLedger, type Breach } from './check-ledger.ts';
import { openLedgers } from './open-ledgers.ts';

type Report = {
  readonly ok: boolean;
  readonly ledgers: number;
  readonly events: number;
  readonly brokenAt: { readonly ledger: string; readonly position: number } | null;
};

/** I32: every ledger of the folder. Exit code: 0 all hold, 1 one does not. */
export const verifyLedgers = (folder: string, asJson: boolean): 0 | 1 => {
  let events = 0;
  let ledgers = 0;
  const roots: string[] = [];
  let broken: (Breach & { readonly ledger: string }) | null = null;
  let unreadable: string | null = null;
  try {
    using database = openLedgers(folder);
    for (const { ledger } of readHeads(database)) {
      ledgers += 1;
      const check = checkLedger(database, ledger);
      events += check.events;
      for (const { upTo, root } of check.fixed) roots.push(`${ledger}: root ${root} over events 1 to ${upTo}`);
      if (check.breach !== null) broken ??= { ledger, ...check.breach };
    }
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
    unreadable = error.message;
  }
  const ok = broken === null && unreadable === null;
  const report: Report = {
    ok,
    ledgers,
    events,
    brokenAt: broken === null ? null : { ledger: broken.ledger, position: broken.position },
  };
  if (unreadable !== null) console.error(unreadable);
  if (asJson) console.log(JSON.stringify(report));
  else if (broken !== null)
    console.log(`The ledger ${broken.ledger} does not hold at event ${broken.position}: ${broken.why}.`);
  else if (ok)
    console.log(
      [
        `All holds: ledgers ${ledgers}, events ${events}. Time is attested by the organiser only.`,
        ...(roots.length === 0 ? [] : ['Compare with what the custodians hold:', ...roots]),
      ].join('\n'),
    );
  return ok ? 0 : 1;
};
