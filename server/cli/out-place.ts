import { statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { makeFolder } from '#platform/make-folder';
import { AskedWrongly } from './command-line.ts';

/** Makes the folder that a command writes to, with its parents (I73). Throws an AskedWrongly with a sentence. */
export const makeOutFolder = (folder: string): void => {
  const none = `${folder} is no folder and cannot be made one.`;
  try {
    makeFolder(resolve(folder));
  } catch (cause) {
    throw new AskedWrongly(none, { cause });
  }
  if (!statSync(folder).isDirectory()) throw new AskedWrongly(none);
};

/** Writes a file that a command was asked for (I73). `flag` and `mode` as of Node. Throws an AskedWrongly with a sentence. */
export const writeOut = (
  file: string,
  content: string | Uint8Array,
  how: { readonly flag?: 'w' | 'wx'; readonly mode?: number } = {},
): void => {
  try {
    writeFileSync(file, content, how);
  } catch (cause) {
    throw new AskedWrongly(`${file} cannot be written.`, { cause });
  }
};
