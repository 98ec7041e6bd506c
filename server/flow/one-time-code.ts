import { createHmac } from 'node:crypto';

/** How long a one-time code is good for, in milliseconds. */
export const CODE_FOR = 15 * 60_000;
export const CODE_DIGITS = 8;

/** What the ledger holds of a code: keyed, and bound to `whom`, for whom it was issued. */
export const codeHash = (codeKey: Uint8Array, ceremonyId: string, whom: string, code: string): string =>
  createHmac('sha256', codeKey).update(`${ceremonyId}|${whom}|${code}`).digest('hex');

/** Of a code for whoever is called to a table; no identifier holds a slash, so that none is a person's own. */
export const atTable = (tableId: string): string => `table/${tableId}`;
