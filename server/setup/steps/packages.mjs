import { rmSync } from 'node:fs';
import { inHouse } from '../house.mjs';
import { SetupRefusal } from '../refusal.mjs';
import { lastLines, runCommand } from '../run-command.mjs';
import { hashOf, readIfThere, writeWhole } from '../stamp.mjs';

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockedPackage
 */

/**
 * npm writes down what it installed as the last thing it does, in the lock file's own terms. So a folder that npm left
 * complete is known without a stamp of ours, also when somebody ran npm by hand.
 * @param {string} lock package-lock.json
 * @param {string | undefined} installed node_modules/.package-lock.json
 */
export const isInstalled = (lock, installed) => {
  if (installed === undefined) return false;
  /** @type {Record<string, LockedPackage>} */
  const wanted = JSON.parse(lock).packages ?? {};
  /** @type {Record<string, LockedPackage>} */
  const present = JSON.parse(installed).packages ?? {};
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    if (path === '') return true;
    const there = present[path];
    // Optional ones are for other machines' systems.
    if (there === undefined) return optional === true;
    return there.version === version && there.integrity === integrity;
  });
};

/**
 * @param {string} output npm's
 * @returns {string} why npm did not install, as a sentence
 */
export const whyNpmFailed = (output) =>
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT)\b/.test(output)
    ? 'The npm registry cannot be reached, and the first start needs it to fetch the packages of package-lock.json.'
    : `npm could not install the packages of package-lock.json:\n${lastLines(output, 8)}`;

const npmOptions = [
  // Install scripts want the outside world (mediasoup's downloads a worker); what they would do, set-up does itself.
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  // The lock file's hashes say whether a cached package is the right one: no need to ask the registry about each.
  '--prefer-offline',
  // npm's own patience makes minutes of silence out of a registry that is not there.
  '--fetch-retries=1',
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=5000',
];

/**
 * @param {{ environment: import('../house.mjs').Environment, progress: import('../progress.mjs').Progress }} task
 * @returns {Promise<void>}
 */
export const preparePackages = async ({ environment, progress }) => {
  const lock = readIfThere(inHouse('package-lock.json'));
  if (lock === undefined) throw new SetupRefusal('package-lock.json is missing.', 'git checkout -- package-lock.json');
  const stampPath = inHouse('node_modules', '.teken-stamp');
  const stamp = hashOf(lock);
  if (readIfThere(stampPath) === stamp) return;

  if (!isInstalled(lock, readIfThere(inHouse('node_modules', '.package-lock.json')))) {
    await progress.step('Packages: npm ci', async () => {
      rmSync(stampPath, { force: true });
      // npm runs on the Node that it came with: the house's own is among what it replaces.
      const path = (environment['PATH'] ?? '').split(':').filter((part) => !part.endsWith('node_modules/.bin'));
      const { code, output } = await runCommand('npm', ['ci', ...npmOptions], {
        cwd: inHouse(),
        env: { ...environment, PATH: path.join(':') },
      });
      if (code === 127) throw new SetupRefusal('npm is missing on this machine.', 'apt-get install -y npm');
      if (code !== 0) throw new SetupRefusal(whyNpmFailed(output), 'npm ci');
    });
  }
  writeWhole(stampPath, stamp);
};
