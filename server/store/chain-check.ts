// L11: walks a ledger's rows in order and says where it breaks first. Pure; whoever calls it reads the rows.
import { eventHashOfText, NO_PREDECESSOR } from './hash-chain.ts';
import { toEventRow } from './rows.ts';

export type ChainCheck = { readonly ok: boolean; readonly events: number; readonly brokenAt: number | null };

/** `accept` takes the next row, its columns in the order of `SQL.eventsAfter`, and answers whether the chain still holds. */
export const startChainCheck = (ledger: string): { accept(columns: unknown): boolean; result(): ChainCheck } => {
  let position = 0;
  let hash = NO_PREDECESSOR;
  let broken = false;
  const versions = new Map<string, number>();

  const holds = (columns: unknown): boolean => {
    const row = toEventRow(columns);
    if (row === null) return false;
    const version = (versions.get(row.stream) ?? 0) + 1;
    if (row.ledger !== ledger || row.position !== position + 1) return false;
    if (row.previous_hash !== hash || row.version !== version) return false;
    // The stored text itself is hashed (L10): any change of it shows, and nothing needs parsing.
    if (eventHashOfText(hash, row, row.data) !== row.hash) return false;
    versions.set(row.stream, version);
    position = row.position;
    hash = row.hash;
    return true;
  };

  return {
    accept(columns) {
      broken ||= !holds(columns);
      return !broken;
    },
    result: () => ({ ok: !broken, events: position, brokenAt: broken ? position + 1 : null }),
  };
};
