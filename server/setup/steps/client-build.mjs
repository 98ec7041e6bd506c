import { existsSync, renameSync, rmSync } from 'node:fs';
import { inHouse, root, withHouseTools } from '../house.mjs';
import { SetupRefusal } from '../refusal.mjs';
import { lastLines, runCommand } from '../run-command.mjs';
import { filesBelow, hashOfFiles, readIfThere, writeWhole } from '../stamp.mjs';

/** What the built client is made of; the lock file stands for its libraries. */
const clientSources = () => [
  ...filesBelow(inHouse('client'), (path) => path === inHouse('client', 'dist')),
  ...filesBelow(inHouse('server', 'contract')),
  // The page that lies in every export carries the verifier and the ledger's arithmetic.
  ...filesBelow(inHouse('server', 'signing')),
  ...filesBelow(inHouse('server', 'store')),
  ...filesBelow(inHouse('server', 'cli', 'export')),
  inHouse('package-lock.json'),
];

/**
 * @param {{
 *   environment: import('../house.mjs').Environment,
 *   node: string,
 *   progress: import('../progress.mjs').Progress,
 * }} task
 * @returns {Promise<void>}
 */
export const prepareClient = async ({ environment, node, progress }) => {
  if (!existsSync(inHouse('client', 'vite.config.ts'))) return;
  const built = inHouse('client', 'dist');
  const stampPath = inHouse('client', 'dist', '.teken-stamp');
  const stamp = hashOfFiles(root, clientSources());
  if (readIfThere(stampPath) === stamp) return;

  await progress.step('Client: vite build', async () => {
    // Built beside and moved into place: an interrupted build leaves the earlier client whole.
    const draft = inHouse('node_modules', '.cache', 'teken-client');
    for (const { config, outDir } of [
      { config: inHouse('client', 'vite.config.ts'), outDir: draft },
      { config: inHouse('client', 'offline', 'vite.config.ts'), outDir: `${draft}/offline` },
    ]) {
      const args = ['build', '--config', config, '--outDir', outDir, '--emptyOutDir'];
      const { code, output } = await runCommand(node, [inHouse('node_modules', 'vite', 'bin', 'vite.js'), ...args], {
        cwd: root,
        env: { ...withHouseTools(environment), NODE_ENV: 'production' },
      });
      if (code !== 0) throw new SetupRefusal(`The client does not build:\n${lastLines(output, 20)}`);
    }
    writeWhole(`${draft}/.teken-stamp`, stamp);
    rmSync(built, { recursive: true, force: true });
    renameSync(draft, built);
  });
};
