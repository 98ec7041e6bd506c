import { existsSync } from 'node:fs';
import { inHouse } from '../house.mjs';
import { SetupRefusal } from '../refusal.mjs';

const needed = 24;

/**
 * The Node that runs Teken: the one from the lock file, or the present one where it is new enough.
 * @param {{ platform: string, arch: string, version: string, execPath: string }} present as `process` gives them
 * @param {string} packages the node_modules folder
 * @returns {string} its path
 */
export const findRuntime = ({ platform, arch, version, execPath }, packages = inHouse('node_modules')) => {
  const own =
    platform === 'win32'
      ? `${packages}/node-win-${arch}/bin/node.exe`
      : `${packages}/node-${platform}-${arch}/bin/node`;
  if (existsSync(own)) return own;
  if (Number.parseInt(version.replace(/^v/, ''), 10) >= needed) return execPath;
  throw new SetupRefusal(
    `Teken runs on Node ${needed} or later; this is Node ${version}, and npm has brought none for ${platform} on ${arch}.`,
    'npm ci --include=optional',
  );
};
