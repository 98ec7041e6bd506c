import { createHash } from 'node:crypto';
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

/** As somebody does it who knows that the row has a hash of its bytes, or does not; gives back what puts it right. */
export const tamperDocument = (file: string, document: string, knows = true): (() => void) => {
  const put = (bytes: Uint8Array, sha256: string): void =>
    tamper(
      file,
      `UPDATE segments SET bytes = X'${Buffer.from(bytes).toString('hex')}', sha256 = '${sha256}' WHERE document = '${document}' AND idx = 0`,
    );
  using database = new DatabaseSync(file, { readOnly: true });
  const row = database.prepare('SELECT bytes, sha256 FROM segments WHERE document = ? AND idx = 0').get(document);
  const [bytes, sha256] = [row?.['bytes'], row?.['sha256']];
  if (!(bytes instanceof Uint8Array) || typeof sha256 !== 'string') throw new Error(`There is no ${document}.`);
  const changed = Uint8Array.from(bytes);
  // Within a comment or a stream: still a PDF.
  changed[12] = (changed[12] ?? 0) ^ 1;
  put(changed, knows ? createHash('sha256').update(changed).digest('hex') : sha256);
  return () => put(bytes, sha256);
};
