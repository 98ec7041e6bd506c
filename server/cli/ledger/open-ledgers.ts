import type { DatabaseSync } from 'node:sqlite';
import { databaseFile, openForReading } from '#store/database';
import { StoreFault } from '#store/fault';

/** What was asked for cannot be done as asked: a sentence, and exit code 2. */
export class AskedWrongly extends Error {
  override readonly name = 'AskedWrongly';
}

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
