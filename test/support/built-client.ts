import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = new URL('../../', import.meta.url);
const path = (name: string): string => fileURLToPath(new URL(name, root));

/**
 * Builds the client as it stands, beside the one that the server serves. Answers with its folder; takes three seconds.
 * In a process of its own and for production, as it is served: vitest's own environment would bring development builds
 * of packages, which fall into other chunks.
 */
export const buildClient = (): Promise<string> =>
  buildBy('client/vite.config.ts', 'node_modules/.cache/teken-client-test');

/** Builds the page that lies in every export; answers with its file. */
export const buildOfflinePage = async (): Promise<string> =>
  `${await buildBy('client/offline/vite.config.ts', 'node_modules/.cache/teken-offline-test')}/verify.html`;

const buildBy = async (config: string, folder: string): Promise<string> => {
  const vite = path('node_modules/vite/bin/vite.js');
  const outDir = path(folder);
  await promisify(execFile)(
    process.execPath,
    [vite, 'build', '--config', path(config), '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'],
    { env: { ...process.env, NODE_ENV: 'production' } },
  );
  return outDir;
};
