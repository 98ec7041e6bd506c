import { hashOf } from '../stamp.mjs';

/**
 * @typedef {{ version: string, platform: string, arch: string }} Kind mediasoup's version and the machine's kind
 */

/** @param {Kind} kind */
export const kindKey = ({ version, platform, arch }) => `${version}-${platform}-${arch}`;

/**
 * Names the folder of a worker built here: another version of mediasoup, another machine, a changed recipe or a changed
 * library is another folder, so that it is built anew.
 * @param {Kind} kind
 * @param {string} recipe
 * @param {ReadonlyMap<string, string>} versions of the libraries, by name
 */
export const builtKey = (kind, recipe, versions) => {
  const inOrder = [...versions].map(([name, version]) => `${name} ${version}`).sort();
  return `${kindKey(kind)}-built-${hashOf(recipe, ...inOrder).slice(0, 16)}`;
};
