import { z } from 'zod';
import { SEAT_ENDS, TABLE_METHODS } from '#contract/constants';
import { instant } from '#contract/fields';
import { identifier, sha256 } from '#contract/ids';

const table = { tableId: identifier };
const method = z.enum(TABLE_METHODS);

export const signingTablesEvents = {
  /** Also when a new link is made for a table that there was: `serial` counts them. */
  'table-opened': z.strictObject({ ...table, name: z.string(), by: identifier, serial: z.int().min(1) }),
  'table-closed': z.strictObject({ ...table, by: identifier }),
  'table-joined': z.strictObject({ ...table, device: sha256 }),
  /** An officer has seen the person and given them the code. */
  'table-called': z.strictObject({
    ...table,
    personId: identifier,
    officer: identifier,
    method,
    codeHash: sha256,
    expiresAt: instant,
  }),
  'table-code-failed': z.strictObject({ ...table }),
  /** `device` exists for this sitting only. */
  'table-seated': z.strictObject({ ...table, personId: identifier, officer: identifier, device: sha256 }),
  'table-left': z.strictObject({ ...table, personId: identifier, reason: z.enum(SEAT_ENDS) }),
} as const;
