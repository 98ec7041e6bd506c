import { z } from 'zod';
import { TABLE_METHODS } from '../constants.ts';
import { identifier } from '../ids.ts';
import { line } from '../text.ts';

const oneTable = z.strictObject({ tableId: identifier });

export const signingTablesCommands = {
  /** Answers with the link for one tablet; a table that there is gets a new one. */
  'table:open': z.strictObject({ tableId: identifier, name: line(60) }),
  'table:close': oneTable,
  /** Says who is next, whom the officer has seen, and answers with the code for them. */
  'table:call': z.strictObject({ tableId: identifier, personId: identifier, method: z.enum(TABLE_METHODS) }),
  /** Ends the sitting in the place of whoever went away. */
  'table:clear': oneTable,
} as const;
