import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand, lastLines } from '../run-command.mjs';
import { hashOf, identityOf, writeWhole } from '../stamp.mjs';

/**
 * A worker is trusted after it was started once and made a router. The proof holds for this very file (path, size,
 * time) and this version of mediasoup, so that later starts need not repeat it.
 */

const proofTimeLimit = 20_000;

/**
 * @param {string} folder where proofs are kept
 * @param {string} mediasoup version
 * @param {string} worker path
 * @returns {string | undefined} where this worker's proof is or would be; nothing where there is no such file
 */
const placeOfProof = (folder, mediasoup, worker) => {
  const identity = identityOf(worker);
  return identity && join(folder, 'proofs', hashOf(mediasoup, JSON.stringify(identity)).slice(0, 32));
};

/**
 * @param {string} folder
 * @param {string} mediasoup
 * @param {string} worker
 */
export const isProved = (folder, mediasoup, worker) => {
  const place = placeOfProof(folder, mediasoup, worker);
  return place !== undefined && existsSync(place);
};

/**
 * @param {{ folder: string, mediasoup: string, worker: string, node: string }} task `node` is the house's Node
 * @returns {Promise<string | undefined>} nothing when the worker works, else the reason why not
 */
export const prove = async ({ folder, mediasoup, worker, node }) => {
  const place = placeOfProof(folder, mediasoup, worker);
  if (place === undefined) return `there is no file ${worker}`;
  if (existsSync(place)) return undefined;
  const script = fileURLToPath(new URL('prove-router.mjs', import.meta.url));
  const ended = await runCommand(node, [script, worker], { timeLimit: proofTimeLimit });
  if (ended.code !== 0) return lastLines(ended.output, 3) || 'it did not make a router';
  writeWhole(place, `${worker}\n`);
  return undefined;
};
