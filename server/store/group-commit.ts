// L9: what arrived while the disk was busy is made durable by one flush. A fault in a group is met again one by one,
// so that it reaches only the request that causes it.
import type { DatabaseSync } from 'node:sqlite';

import { SQL } from './statements.ts';

export type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

const inTransaction = <T>(database: DatabaseSync, work: () => T): Attempt<T> => {
  try {
    database.exec(SQL.begin);
    const value = work();
    database.exec(SQL.commit);
    return { ok: true, value };
  } catch (error) {
    // A full disk may already have rolled it back.
    if (database.isTransaction) database.exec(SQL.rollback);
    return { ok: false, error };
  }
};

/**
 * Applies the requests in order and makes them durable; one answer per request, in order. `undone` hears of every
 * transaction that was rolled back, before the next one begins: the whole group, or one request by itself.
 */
export const commitGroup = <Q, A>(
  database: DatabaseSync,
  requests: readonly Q[],
  apply: (request: Q) => A,
  undone: (requests: readonly Q[]) => void,
): readonly Attempt<A>[] => {
  const attempt = <T>(own: readonly Q[], work: () => T): Attempt<T> => {
    const outcome = inTransaction(database, work);
    if (!outcome.ok) undone(own);
    return outcome;
  };
  const group = attempt(requests, () => requests.map(apply));
  if (group.ok) return group.value.map((value) => ({ ok: true, value }));
  if (requests.length === 1) return [group];
  return requests.map((request) => attempt([request], () => apply(request)));
};
