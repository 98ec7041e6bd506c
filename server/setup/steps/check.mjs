import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inHouse, root, withHouseTools } from '../house.mjs';
import { runCommand } from '../run-command.mjs';
import { readIfThere } from '../stamp.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ name: string, tool: string, args: readonly string[], tests?: boolean }} Check `tool` is in node_modules/.bin
 */

/** @param {string[]} args */
const vitest = (...args) => ({
  tool: 'vitest',
  args: ['run', '--config', 'test/vitest.config.ts', ...args],
  tests: true,
});

/** @type {readonly Check[]} */
export const checks = [
  { name: 'format', tool: 'oxfmt', args: ['--check', '.'] },
  { name: 'lint', tool: 'oxlint', args: ['--type-aware', '--deny-warnings'] },
  { name: 'types', tool: 'tsc', args: ['-b'] },
  { name: 'dead code', tool: 'knip', args: ['--no-progress'] },
  { name: 'architecture', ...vitest('--project', 'architecture') },
  { name: 'unit', ...vitest('--project', 'unit') },
  { name: 'integration', ...vitest('--project', 'integration') },
  { name: 'end to end', ...vitest('--project', 'e2e') },
];

/**
 * @param {string | undefined} report vitest's JSON
 * @returns {Counts}
 */
export const countsOf = (report) => {
  if (report === undefined) return { passed: 0, failed: 0, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(report);
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
};

/** @param {Counts} counts */
export const summaryLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

/**
 * Runs the checks one after another up to the first that fails, whose output is shown.
 * @param {{
 *   environment: import('../house.mjs').Environment,
 *   progress: import('../progress.mjs').Progress,
 *   all?: readonly Check[],
 * }} task
 * @returns {Promise<Counts>} a check that failed without naming a test counts as one failure
 */
export const runChecks = async ({ environment, progress, all = checks }) => {
  const reports = mkdtempSync(join(tmpdir(), 'teken-check-'));
  const total = { passed: 0, failed: 0, skipped: 0 };
  try {
    for (const { name, tool, args, tests } of all) {
      const reportPath = join(reports, 'report.json');
      rmSync(reportPath, { force: true });
      const reporting = tests ? ['--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`] : [];
      /** @type {import('../run-command.mjs').Ended | undefined} */
      let ended;
      await progress
        .step(`Check: ${name}`, async () => {
          ended = await runCommand(inHouse('node_modules', '.bin', tool), [...args, ...reporting], {
            cwd: root,
            env: { ...withHouseTools(environment), NO_COLOR: '1' },
          });
          if (ended.code !== 0) throw new Error(name);
        })
        .catch((error) => {
          if (ended === undefined) throw error;
          progress.say(ended.output);
        });
      const counts = countsOf(readIfThere(reportPath));
      const failed = ended?.code === 0 ? 0 : Math.max(1, counts.failed);
      total.passed += counts.passed;
      total.skipped += counts.skipped;
      total.failed += failed;
      if (failed > 0) break;
    }
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
  return total;
};
