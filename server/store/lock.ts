// L16: one process per data folder. The lock is SQLite's own file lock, which the system drops with the process,
// so that nothing has to be cleaned up after a crash.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { isBusy, StoreFault, toFault } from './fault.ts';
import { createPrivateFile, ensureFolder } from './folder.ts';

export type Lock = Disposable;

const holder = (pidFile: string): string => {
  try {
    const pid = readFileSync(pidFile, 'utf8').trim();
    return /^\d+$/u.test(pid) ? `process ${pid}` : 'another process';
  } catch {
    return 'another process';
  }
};

/** Takes the folder (creating it) or throws: fault `locked` when another process has it, `unwritable`. */
export const takeLock = (folder: string): Lock => {
  ensureFolder(folder);
  const file = join(folder, 'lock.db');
  const pidFile = join(folder, 'lock.pid');
  let database: DatabaseSync | undefined;
  try {
    if (!existsSync(file)) createPrivateFile(file);
    database = new DatabaseSync(file, { timeout: 0 });
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
    // Only to name the holder to whom is refused; the lock does not depend on it.
    writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
  } catch (error) {
    database?.close();
    if (!isBusy(error)) throw toFault(error, file);
    throw new StoreFault(
      'locked',
      `The data folder ${folder} is in use by ${holder(pidFile)}. Stop it first, or name another folder with DATA_DIR.`,
      { cause: error },
    );
  }
  const held = database;
  return {
    [Symbol.dispose]() {
      if (!held.isOpen) return;
      rmSync(pidFile, { force: true });
      held.close();
    },
  };
};
