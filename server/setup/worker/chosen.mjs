import { runCommand } from '../run-command.mjs';
import { identityOf, readIfThere, writeWhole } from '../stamp.mjs';

/**
 * Remembers which worker was chosen and the very library files it runs with. While none of them has been replaced, a
 * later start needs a few file look-ups and no questions to the package manager.
 */

/** @typedef {{ path: string, size: number, modified: number }} Identity */

/**
 * @param {string} worker
 * @returns {Promise<string[]>} the shared libraries that the loader finds for it
 */
export const librariesOf = async (worker) => {
  const { code, output } = await runCommand('ldd', [worker]);
  if (code !== 0) return [];
  return output.split('\n').flatMap((line) => / => (\/\S+)/.exec(line)?.[1] ?? []);
};

/**
 * @param {string} place
 * @param {string} worker
 * @param {readonly string[]} libraries
 */
export const rememberChoice = (place, worker, libraries) =>
  writeWhole(place, JSON.stringify([worker, ...libraries].flatMap((path) => identityOf(path) ?? [])));

/**
 * @param {string} place
 * @returns {string | undefined} the worker, when it and all its libraries are still the same files
 */
export const recallChoice = (place) => {
  const text = readIfThere(place);
  if (text === undefined) return undefined;
  /** @type {Identity[]} */
  const files = JSON.parse(text);
  const unchanged = files.every((then) => {
    const now = identityOf(then.path);
    return now !== undefined && now.size === then.size && now.modified === then.modified;
  });
  return unchanged ? files[0]?.path : undefined;
};
