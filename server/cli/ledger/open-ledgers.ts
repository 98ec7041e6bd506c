import type { DatabaseSync } from 'node:sqlite';
import { databaseFile, openForReading } from '#store/database';
import { StoreFault } from '#store/fault';
import { AskedWrongly } from '../command-line.ts';

/** Read only, beside a running server or without one. A folder without a database is a mistake of the asker's. */
export const openLedgers = (folder: string): DatabaseSync => {
  try {
    return openForReading(databaseFile(folder));
  } catch (error) {
    if (!(error instanceof StoreFault) || error.code !== 'missing') throw error;
    throw new AskedWrongly(
      `There is no database in ${folder}. Name the data folder with --data DIR, or start Teken once.`,
    );
  }
};
