import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { openSqliteStore } from '#store/sqlite-store';

import type { StorePlace } from './store-requests.ts';

/** A temporary data folder, not yet created; gone with its parent at the end of the test. */
export const sqlitePlace = (): StorePlace & { readonly folder: string; readonly beside: (name: string) => string } => {
  const parent = mkdtempSync(join(tmpdir(), 'teken-store-'));
  const folder = join(parent, 'data');
  return {
    folder,
    beside: (name) => join(parent, name),
    open: () => openSqliteStore({ folder }),
    async [Symbol.asyncDispose]() {
      rmSync(parent, { recursive: true, force: true });
    },
  };
};

/** Changes the file as somebody with a shell could: the triggers dropped, then the statements. */
export const tamper = (file: string, ...statements: readonly string[]): void => {
  using database = new DatabaseSync(file);
  const triggers = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all();
  for (const { name } of triggers) database.exec(`DROP TRIGGER "${String(name)}"`);
  for (const statement of statements) database.exec(statement);
};
