import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemCode } from './start-fault.ts';

/**
 * Makes a folder with its parents; one that is there stays as it is. Step by step, for Node's own recursive mkdir never
 * returns where the system answers ENOENT below an existing folder (/proc). Throws what the system says.
 */
export const makeFolder = (folder: string, mode?: number): void => {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder), mode);
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    // Somebody else was first.
    if (systemCode(error) !== 'EEXIST') throw error;
  }
};
