// Opening the database file: what it must be before anyone reads or writes it.
import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { damagedDatabase, StoreFault, toFault } from './fault.ts';
import { createPrivateFile, flush } from './folder.ts';
import { migrate, SCHEMA_VERSION } from './migrations.ts';
import { parseRow, valueRow } from './rows.ts';

/** "TEKN", in the header of every database and backup of ours. */
const APPLICATION_ID = 0x54454b4e;

export const databaseFile = (folder: string): string => join(folder, 'teken.db');

const pragma = (database: DatabaseSync, name: 'application_id' | 'user_version'): number =>
  parseRow(valueRow, database.prepare(`SELECT ${name} AS value FROM pragma_${name}`).get(), name).value;

// Made aside and renamed when whole, so that an empty or half-made file under the real name is always damage (L17)
// and never taken for a first start.
const createDatabase = (file: string): void => {
  const fresh = `${file}.new`;
  for (const leftover of [fresh, `${fresh}-journal`]) rmSync(leftover, { force: true });
  createPrivateFile(fresh);
  const database = new DatabaseSync(fresh);
  try {
    database.exec(`PRAGMA application_id = ${APPLICATION_ID};`);
    migrate(database, 0);
  } finally {
    database.close();
  }
  flush(fresh);
  renameSync(fresh, file);
  flush(dirname(file));
};

/** Checks that the file is a whole database of ours that this code knows; answers its schema version. */
const inspect = (database: DatabaseSync, file: string): number => {
  if (pragma(database, 'application_id') !== APPLICATION_ID)
    throw damagedDatabase(file, 'it does not carry the mark of a Teken database');
  const version = pragma(database, 'user_version');
  if (version > SCHEMA_VERSION) {
    throw new StoreFault(
      'newer',
      `The database ${file} was written by a newer Teken (schema ${version}; this one knows ${SCHEMA_VERSION}). ` +
        'Start the newer Teken, or restore a backup made by this one.',
    );
  }
  const problem = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  // It goes into a sentence: without the heading, and only the first line.
  const found = String(problem).replace('*** in database main ***', '').trim().split('\n', 1).join('');
  if (found !== 'ok') throw damagedDatabase(file, found);
  return version;
};

/** Opens an existing database or backup, read only, having checked it. Faults `missing`, `damaged`, `newer`. */
export const openForReading = (file: string): DatabaseSync => {
  if (!existsSync(file)) throw new StoreFault('missing', `There is no file ${file}.`);
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
    inspect(database, file);
    return database;
  } catch (error) {
    database?.close();
    throw toFault(error, file);
  }
};

/** The reading thread's connection, beside a writer that has checked the file already. */
export const openBesideWriter = (folder: string): DatabaseSync =>
  new DatabaseSync(databaseFile(folder), { readOnly: true, timeout: 5_000 });

/**
 * The one writing connection, under the folder's lock; creates and migrates. `maxPages` (of 4,096 bytes) bounds the
 * file. Faults `damaged`, `newer`, `unwritable`, `disk-full`.
 */
export const openForWriting = (folder: string, maxPages: number | undefined): DatabaseSync => {
  const file = databaseFile(folder);
  let database: DatabaseSync | undefined;
  try {
    if (!existsSync(file)) {
      if (existsSync(`${file}-wal`)) throw damagedDatabase(file, 'it is gone, but its write-ahead log is there');
      createDatabase(file);
    }
    if (statSync(file).size === 0) throw damagedDatabase(file, 'it is empty');
    database = new DatabaseSync(file, { timeout: 5_000 });
    const version = inspect(database, file);
    // Ids of commands fall anywhere in their index: the more of them one checkpoint brings in, the fewer pages are written
    // and flushed twice (8,192 pages are 32 MB of log).
    // L7: FULL flushes the log at every commit. L13: secure_delete overwrites what is erased.
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = ON;
      PRAGMA secure_delete = ON;
      PRAGMA journal_size_limit = 67108864;
      PRAGMA cache_size = -32768;
      PRAGMA wal_autocheckpoint = 8192;
    `);
    if (maxPages !== undefined) database.exec(`PRAGMA max_page_count = ${Math.trunc(maxPages)};`);
    migrate(database, version);
    return database;
  } catch (error) {
    database?.close();
    throw toFault(error, file);
  }
};
