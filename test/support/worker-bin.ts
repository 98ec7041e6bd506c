import { readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

import { version } from 'mediasoup';

/** The media worker that the set-up chose: named by the environment, or the newest in the cache for this version. */
export function workerBin(): string {
  const named = process.env['MEDIASOUP_WORKER_BIN'];
  if (named) return named;
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'teken', 'worker');
  const found = newest(cache, `${version}-${process.platform}-${process.arch}-`);
  if (!found) throw new Error('There is no media worker yet. Run "npm test", which prepares one.');
  return found;
}

function newest(cache: string, prefix: string): string | null {
  const builds = readdirSync(cache, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name.startsWith(prefix))
    .map((entry) => join(cache, entry.name, 'mediasoup-worker'))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  return builds[0] ?? null;
}
