// L40 to L42: appends that were decided before the disk had answered the ones before them. Kept by the writing thread,
// which alone sees every outcome in order.
import type { AppendAnswer, AppendOrder } from './order.ts';
import { isBuiltUpon } from './port.ts';

type Conflict = Extract<AppendAnswer, { ok: false }>;
/** Per ledger: the last sequence that came, and the last one that was not written though others may build upon it. */
type Line = { readonly seen: number; readonly failed: number };
type Mark = ReadonlyMap<string, Line>;

export type Lines = {
  /** The conflict `line`, or null when everything that the order builds upon was written. */
  enter(order: AppendOrder): Conflict | null;
  /** Says that the order was not written. */
  fail(order: AppendOrder): void;
  /** How things stand, to come back to when a transaction is undone and its orders are met again. */
  mark(): Mark;
  reset(mark: Mark): void;
};

const NEW: Line = { seen: 0, failed: 0 };

export const createLines = (): Lines => {
  let byLedger = new Map<string, Line>();

  return {
    enter({ ledger, line }) {
      if (!line) return null;
      const { sequence, settled } = line;
      // L42: the first of a decider that has just begun.
      const { seen, failed: before } = sequence === 1 ? NEW : (byLedger.get(ledger) ?? NEW);
      // One that never came (it could not be sent) was not written either.
      const failed = sequence > seen + 1 ? sequence - 1 : before;
      byLedger.set(ledger, { seen: sequence, failed });
      if (settled >= failed) return null;
      return {
        ok: false,
        conflict: 'line',
        detail: `decided upon number ${failed} of the line, which was not written`,
      };
    },
    fail(order) {
      const { ledger, line } = order;
      if (line && isBuiltUpon(order)) byLedger.set(ledger, { seen: line.sequence, failed: line.sequence });
    },
    mark: () => new Map(byLedger),
    reset: (mark) => {
      byLedger = new Map(mark);
    },
  };
};
