// L20: one file that holds everything a restore needs: the ledger and the private keys of the organiser's authority.
import { existsSync, linkSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { randomId } from '#platform/random';

import { databaseFile, openForReading } from './database.ts';
import { StoreFault, toFault } from './fault.ts';
import { createPrivateFile, flush } from './folder.ts';
import { readHeads } from './read-ledger.ts';

export type BackupSummary = { readonly ledgers: number; readonly events: number; readonly keyFiles: number };

const KEY_FILES_TABLE = `CREATE TABLE key_files (name TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT`;

const addKeyFiles = (copy: DatabaseSync, folder: string): number => {
  copy.exec(KEY_FILES_TABLE);
  const insert = copy.prepare('INSERT INTO key_files (name, bytes) VALUES (?, ?)');
  if (!existsSync(folder)) return 0;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of files) {
    const path = join(file.parentPath, file.name);
    insert.run(relative(folder, path).split(sep).join('/'), readFileSync(path));
  }
  return files.length;
};

/**
 * Copies the database of `folder` as it stands at one moment, and the files of its `keys` folder, into the new file
 * `file` (0600). Works beside a running server: it reads a snapshot and takes no lock. The file appears under its name
 * only when it is whole. Faults `missing`, `occupied`, `damaged`, `unwritable`, `disk-full`.
 */
export const writeBackup = (folder: string, file: string): BackupSummary => {
  const source = databaseFile(folder);
  if (!existsSync(source))
    throw new StoreFault('missing', `There is no database in ${folder}. Name the data folder with --data DIR.`);
  const occupied = new StoreFault('occupied', `${file} exists already. Nothing was overwritten; name another file.`);
  if (existsSync(file)) throw occupied;

  const partial = `${file}.${randomId(6, 'hex')}.partial`;
  try {
    using database = openForReading(source);
    createPrivateFile(partial);
    // Pages are copied within one read transaction: writers go on beside it.
    database.prepare('VACUUM INTO ?').run(partial);
    // Keys after the ledger: they are only ever added, so none that the ledger speaks of is missing.
    using copy = new DatabaseSync(partial);
    const keyFiles = addKeyFiles(copy, join(folder, 'keys'));
    const heads = readHeads(copy);
    copy.close();
    flush(partial);
    // A link, unlike a rename, never replaces a file that appeared meanwhile.
    linkSync(partial, file);
    flush(dirname(file));
    return { ledgers: heads.length, events: heads.reduce((sum, { position }) => sum + position, 0), keyFiles };
  } catch (error) {
    if (existsSync(file)) throw occupied;
    throw toFault(error, file);
  } finally {
    for (const leftover of [partial, `${partial}-journal`]) rmSync(leftover, { force: true });
  }
};
