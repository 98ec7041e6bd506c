import { tablesEn } from './en/tables.ts';
import { tablesId } from './id/tables.ts';
import { words } from './words.ts';

/** What an officer reads about signing tables, helpers and revocation. */
export const tables = words(tablesId, tablesEn);
