import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {Readonly<Record<string, string | undefined>>} Environment */

/** The folder that holds package.json. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** @param {string[]} parts */
export const inHouse = (...parts) => join(root, ...parts);

/**
 * Outside node_modules, so that `npm ci` and a second clone keep what took minutes to make.
 * @param {Environment} environment
 */
export const cacheFolder = (environment) =>
  join(environment['XDG_CACHE_HOME'] || join(environment['HOME'] || homedir(), '.cache'), 'teken');

/**
 * The environment for programs started with the house's own Node: its tools come first.
 * @param {Environment} environment
 * @returns {Record<string, string | undefined>}
 */
export const withHouseTools = (environment) => ({
  ...environment,
  PATH: `${inHouse('node_modules', '.bin')}:${environment['PATH'] ?? ''}`,
});
