import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createProgress } from '../../server/setup/progress.mjs';
import { countsOf, runChecks, summaryLine } from '../../server/setup/steps/check.mjs';
import { root } from '#support/source-files';

const read = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));

const quiet = createProgress({ write: () => true });

test('[B12] counts come from the report, and skipped ones are named', () => {
  const report = { numPassedTests: 7, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };
  expect(countsOf(JSON.stringify(report))).toEqual({ passed: 7, failed: 1, skipped: 3 });
  expect(summaryLine({ passed: 7, failed: 1, skipped: 3 })).toBe('7 passed, 1 failed, 3 skipped');
  expect(summaryLine({ passed: 7, failed: 0, skipped: 0 })).toBe('7 passed, 0 failed');
});

test('[B12] the first check that fails ends the run and counts as a failure', async () => {
  const all = [
    { name: 'good', tool: 'node', args: ['-e', ''] },
    { name: 'bad', tool: 'node', args: ['-e', 'console.log("what is wrong"); process.exit(2)'] },
    { name: 'never', tool: 'node', args: ['-e', ''] },
  ];
  let shown = '';
  const progress = createProgress({ write: (text) => (shown += text) });
  expect(await runChecks({ environment: process.env, progress, all })).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(shown).toContain('Check: bad: failed');
  expect(shown).toContain('what is wrong');
  expect(shown).not.toContain('never');
});

test('[B12] nothing failing is nothing failed', async () => {
  const all = [{ name: 'good', tool: 'node', args: ['-e', ''] }];
  const counts = await runChecks({ environment: process.env, progress: quiet, all });
  expect(counts).toEqual({ passed: 0, failed: 0, skipped: 0 });
});

test('[B9] [B13] an unknown command is refused on standard error, with nothing on standard output', () => {
  const bootstrap = join(root, 'server', 'setup', 'bootstrap.mjs');
  for (const args of [['cli', 'nowhere'], ['cli', '../main'], ['dance'], []]) {
    const ended = spawnSync(process.execPath, [bootstrap, ...args], { encoding: 'utf8' });
    expect(ended).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('Mend it with:') });
  }
});

test('[B2] no package of the lock file may run an install script unseen', () => {
  const packages: Record<string, { hasInstallScript?: boolean }> = read('package-lock.json').packages;
  const withScripts = Object.entries(packages).flatMap(([path, { hasInstallScript }]) =>
    hasInstallScript === true ? [path.replace(/^.*node_modules\//, '')] : [],
  );
  expect(Object.keys(read('package.json').allowScripts)).toEqual(withScripts);
});
