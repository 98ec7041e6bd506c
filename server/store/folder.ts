import { accessSync, closeSync, constants, fsyncSync, openSync, statSync } from 'node:fs';
import { makeFolder } from '#platform/make-folder';

import { toFault, unwritable } from './fault.ts';

/** Creates the data folder (0700) with its parents; an existing one keeps its rights. Fault `unwritable`. */
export const ensureFolder = (folder: string): void => {
  try {
    makeFolder(folder, 0o700);
    if (!statSync(folder).isDirectory()) throw unwritable(`The data folder ${folder}`, 'it is a file', undefined);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw toFault(error, `The data folder ${folder}`);
  }
};

/** A new empty file that only its owner may read (L19). SQLite gives its side files the same rights. */
export const createPrivateFile = (file: string): void => {
  closeSync(openSync(file, 'wx', 0o600));
};

/** Makes names in a folder, or a file's bytes, survive a power cut. */
export const flush = (path: string): void => {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};
