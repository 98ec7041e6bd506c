import { existsSync, readFileSync } from 'node:fs';
import { release } from 'node:os';
import { join } from 'node:path';
import { installPackages, installedVersions, thisMachine } from '../debian.mjs';
import { cacheFolder, inHouse } from '../house.mjs';
import { SetupRefusal } from '../refusal.mjs';
import { runCommand } from '../run-command.mjs';
import { hashOf } from '../stamp.mjs';
import { buildWorker } from '../worker/build.mjs';
import { firstProved } from '../worker/candidates.mjs';
import { librariesOf, recallChoice, rememberChoice } from '../worker/chosen.mjs';
import { builtKey, kindKey } from '../worker/key.mjs';
import { fetchPrebuilt, prebuiltName } from '../worker/prebuilt.mjs';
import { isProved, prove } from '../worker/proof.mjs';
import { buildPackages, libraries, recipeHash } from '../worker/recipe.mjs';

const officialReleases = 'https://github.com/versatica/mediasoup/releases/download';

/**
 * Finds a media worker that works: the operator's own, one made earlier, the official one, or one built here.
 * @param {{
 *   environment: import('../house.mjs').Environment,
 *   node: string,
 *   progress: import('../progress.mjs').Progress,
 * }} task `node` is the house's Node
 * @returns {Promise<string>} the worker's path
 */
export const prepareWorker = async ({ environment, node, progress }) => {
  const folder = join(cacheFolder(environment), 'worker');
  const { version } = JSON.parse(readFileSync(inHouse('node_modules', 'mediasoup', 'package.json'), 'utf8'));
  const kind = { version, platform: process.platform, arch: process.arch };
  const recipe = recipeHash();
  const own = environment['MEDIASOUP_WORKER_BIN'];
  const choice = join(folder, `${kindKey(kind)}-chosen-${hashOf(recipe, own ?? '').slice(0, 16)}.json`);

  const recalled = recallChoice(choice);
  if (recalled !== undefined && isProved(folder, version, recalled)) return recalled;

  const host = { ...kind, kernel: release() };
  const prebuilt = join(folder, prebuiltName(host).replace(/\.tgz$/, '-prebuilt'), 'mediasoup-worker');
  const builtPlace = async () =>
    join(folder, builtKey(kind, recipe, await installedVersions(libraries)), 'mediasoup-worker');

  const worker = await firstProved(
    [
      { name: 'the one named by MEDIASOUP_WORKER_BIN', ours: false, find: async () => own || undefined },
      {
        name: 'the official one fetched earlier',
        ours: true,
        find: async () => (existsSync(prebuilt) ? prebuilt : undefined),
      },
      {
        name: 'the one built earlier',
        ours: true,
        find: async () => {
          const place = await builtPlace();
          return existsSync(place) ? place : undefined;
        },
      },
      {
        name: 'the official one',
        ours: true,
        find: async () => {
          if (environment['MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD']) return undefined;
          const base = environment['MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL'] || officialReleases;
          await progress.step('Media worker: asking for the official one', () =>
            fetchPrebuilt({ base, host, target: prebuilt, fetch }),
          );
          return prebuilt;
        },
      },
      {
        name: 'one built here',
        ours: true,
        find: async () => {
          if (process.platform !== 'linux') {
            throw new SetupRefusal(
              `The media worker is built here on Debian's Linux only, not on ${process.platform}.`,
            );
          }
          const present = await installedVersions(buildPackages);
          const missing = buildPackages.filter((name) => !present.has(name));
          if (missing.length > 0) {
            await progress.step('Media worker: packages for the build', (report) =>
              installPackages(missing, 'Building the media worker', report, thisMachine),
            );
          }
          const target = await builtPlace();
          await progress.step('Media worker: building (once, some minutes)', (report) =>
            buildWorker({ sources: inHouse('node_modules', 'mediasoup', 'worker'), target, run: runCommand, report }),
          );
          return target;
        },
      },
    ],
    (candidate) => prove({ folder, mediasoup: version, worker: candidate, node }),
    (line) => progress.say(line),
  );

  // An operator's worker that does not work is tried, and complained of, at every start.
  if (!own || own === worker) rememberChoice(choice, worker, await librariesOf(worker));
  return worker;
};
