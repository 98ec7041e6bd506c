import { stat, writeFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from './make-folder.ts';
import { randomId } from './random.ts';
import { StartFault, systemCode } from './start-fault.ts';

const reasons: { readonly [code: string]: string } = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'a file stands in its place',
  ENOENT: 'no folder can be made there',
};

/**
 * Makes the data folder (0700) and its `keys` (0700) if missing and proves that they can be written to.
 * @throws StartFault with a sentence
 */
export const prepareDataFolder = async (folder: string): Promise<void> => {
  try {
    makeFolder(join(folder, 'keys'), 0o700);
    if (!(await stat(folder)).isDirectory()) throw new StartFault(`DATA_DIR ${folder} is not a folder.`);
    for (const place of [folder, join(folder, 'keys')]) {
      const probe = join(place, `.probe-${randomId(6, 'hex')}`);
      await writeFile(probe, 'x', { mode: 0o600, flag: 'wx' });
      await unlink(probe);
    }
  } catch (error) {
    if (error instanceof StartFault) throw error;
    const code = systemCode(error) ?? 'unknown';
    throw new StartFault(`Teken cannot write to its data folder ${folder}: ${reasons[code] ?? code}.`, {
      cause: error,
    });
  }
};
