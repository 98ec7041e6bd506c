import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** @param {(string | Uint8Array)[]} parts */
export const hashOf = (...parts) => {
  const hash = createHash('sha256');
  // Each part's length goes in first, so that ('ab', 'c') and ('a', 'bc') differ.
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex');
};

/**
 * @param {string} folder
 * @param {(path: string) => boolean} leaveOut
 * @returns {string[]} every file below, sorted
 */
export const filesBelow = (folder, leaveOut = () => false) =>
  readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (leaveOut(path)) return [];
      return entry.isDirectory() ? filesBelow(path, leaveOut) : [path];
    })
    .sort();

/**
 * Names and contents of files, as one hash: a renamed file counts as a change.
 * @param {string} folder what the names are relative to
 * @param {readonly string[]} paths
 */
export const hashOfFiles = (folder, paths) =>
  hashOf(...paths.flatMap((path) => [relative(folder, path), readFileSync(path)]));

/**
 * @param {string} path
 * @returns {string | undefined} the text, or nothing where there is no such file
 */
export const readIfThere = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

/**
 * Whole or not at all: an interrupted set-up never leaves half a file that a later start would trust.
 * @param {string} path
 * @param {string | Uint8Array} content
 * @param {number} [mode]
 */
export const writeWhole = (path, content, mode = 0o644) => {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.part`;
  writeFileSync(draft, content, { mode });
  renameSync(draft, path);
};

/**
 * Cheap identity of a file: changes whenever it is replaced or written.
 * @param {string} path
 * @returns {{ path: string, size: number, modified: number } | undefined}
 */
export const identityOf = (path) => {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() ? { path, size: stat.size, modified: stat.mtimeMs } : undefined;
};
