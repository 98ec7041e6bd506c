import { tableEn } from './en/table.ts';
import { tableId } from './id/table.ts';
import { words } from './words.ts';

export const table = words(tableId, tableEn);
