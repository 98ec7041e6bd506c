// L21: a backup becomes a data folder only when every ledger in it holds; until then nothing stands under the name.
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { makeFolder } from '#platform/make-folder';
import { randomId } from '#platform/random';

import type { ChainCheck } from './chain-check.ts';
import { databaseFile, openForReading } from './database.ts';
import { StoreFault, toFault } from './fault.ts';
import { flush } from './folder.ts';
import { chainCheck, checkSegment, readHeads } from './read-ledger.ts';
import { keyFileRow, parseRow } from './rows.ts';
import { SQL } from './statements.ts';

export type RestoreSummary = { readonly ledgers: number; readonly events: number; readonly keyFiles: number };

const refuseOccupied = (folder: string): void => {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new StoreFault('occupied', `${folder} is not empty. Restore goes only into an empty or absent folder.`);
};

const finish = (check: Generator<undefined, ChainCheck>): ChainCheck => {
  for (;;) {
    const step = check.next();
    if (step.done) return step.value;
  }
};

const checkLedgers = (database: DatabaseSync, file: string): { readonly ledgers: number; readonly events: number } => {
  const heads = readHeads(database);
  let events = 0;
  for (const { ledger } of heads) {
    const check = finish(chainCheck(database, ledger));
    if (!check.ok) {
      throw new StoreFault(
        'damaged',
        `The backup ${file} is not restored: its ledger ${ledger} breaks at event ${check.brokenAt}. Use another backup.`,
      );
    }
    events += check.events;
  }
  for (const row of database.prepare(SQL.allSegments).iterate()) checkSegment(row);
  return { ledgers: heads.length, events };
};

const takeOutKeyFiles = (database: DatabaseSync, folder: string): number => {
  const rows = database.prepare('SELECT name, bytes FROM key_files').all();
  mkdirSync(folder, { mode: 0o700 });
  for (const row of rows) {
    const { name, bytes } = parseRow(keyFileRow, row, 'key_files');
    const path = resolve(folder, name);
    if (!path.startsWith(folder + sep))
      throw new StoreFault('damaged', `The backup names a key file "${name}" outside its folder.`);
    makeFolder(dirname(path), 0o700);
    writeFileSync(path, bytes, { mode: 0o600, flag: 'wx', flush: true });
  }
  // The keys must not stay in the database's free pages.
  database.exec('PRAGMA secure_delete = ON; DROP TABLE key_files; VACUUM;');
  return rows.length;
};

const isBackup = (file: string): boolean => {
  using database = openForReading(file);
  return database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'key_files'").get() !== undefined;
};

const moveInto = (aside: string, folder: string): void => {
  try {
    renameSync(aside, folder);
  } catch (error) {
    refuseOccupied(folder);
    throw new StoreFault(
      'unwritable',
      `${folder} cannot be replaced as a whole (${error instanceof Error ? error.message : String(error)}). If it is a ` +
        'mounted volume, restore into a folder inside it.',
      { cause: error },
    );
  }
};

/**
 * Makes the data folder `folder` (absent or empty) from the backup `file`: database and keys, 0600 in 0700. All or
 * nothing. Faults `missing`, `occupied`, `damaged`, `newer`, `unwritable`, `disk-full`.
 */
export const restoreBackup = (file: string, target: string): RestoreSummary => {
  const folder = resolve(target);
  const aside = `${folder}.restoring-${randomId(6, 'hex')}`;
  try {
    refuseOccupied(folder);
    if (!isBackup(file))
      throw new StoreFault(
        'damaged',
        `${file} is a Teken database but no backup: make one with npm run -s backup -- --out FILE`,
      );
    makeFolder(dirname(folder), 0o700);
    mkdirSync(aside, { mode: 0o700 });
    const copied = databaseFile(aside);
    copyFileSync(file, copied);
    chmodSync(copied, 0o600);
    using database = new DatabaseSync(copied);
    const checked = checkLedgers(database, file);
    const keyFiles = takeOutKeyFiles(database, join(aside, 'keys'));
    database.close();
    flush(copied);
    flush(join(aside, 'keys'));
    flush(aside);
    moveInto(aside, folder);
    flush(dirname(folder));
    return { ...checked, keyFiles };
  } catch (error) {
    throw toFault(error, file);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
};
