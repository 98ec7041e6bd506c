import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lastLines } from '../run-command.mjs';
import { SetupRefusal } from '../refusal.mjs';
import { withBuildLock } from './build-lock.mjs';
import { layOut } from './recipe.mjs';

/**
 * @param {string} line one of Ninja's, such as "[57/261] Compiling C++ object …"
 * @returns {{ done: number, of: number } | undefined}
 */
export const ninjaAdvance = (line) => {
  const match = /^\[(\d+)\/(\d+)\]/.exec(line);
  return match ? { done: Number(match[1]), of: Number(match[2]) } : undefined;
};

/**
 * Builds the worker into `target`. An interrupted build goes on where it stopped: its folder stays beside the target
 * until the worker is whole.
 * @param {{
 *   sources: string,
 *   target: string,
 *   run: typeof import('../run-command.mjs').runCommand,
 *   report: import('../progress.mjs').Report,
 * }} task
 * @returns {Promise<void>} refuses with the compiler's last lines
 */
export const buildWorker = ({ sources, target, run, report }) => {
  const workshop = `${dirname(target)}.building`;

  return withBuildLock(
    `${workshop}.lock`,
    () => report('waiting for another start that is building it'),
    async () => {
      if (existsSync(target)) return;

      const laidOut = join(workshop, '.laid-out');
      if (!existsSync(laidOut)) {
        rmSync(workshop, { recursive: true, force: true });
        layOut(sources, workshop);
        writeFileSync(laidOut, '');
      }

      /**
       * @param {string} command
       * @param {string[]} args
       */
      const must = async (command, args) => {
        const ended = await run(command, args, {
          cwd: workshop,
          onLine: (line) => {
            const advance = ninjaAdvance(line);
            if (advance !== undefined) report(advance);
          },
        });
        if (ended.code !== 0) {
          throw new SetupRefusal(`${command} failed (exit code ${ended.code}):\n${lastLines(ended.output, 15)}`);
        }
      };

      const configured = existsSync(join(workshop, 'out', 'build.ninja'));
      if (!configured) {
        rmSync(join(workshop, 'out'), { recursive: true, force: true });
        await must('meson', ['setup', 'out', '--wrap-mode=nodownload', '--buildtype=release', '-Db_ndebug=true']);
      }
      await must('ninja', ['-C', 'out', 'mediasoup-worker']);

      const built = join(workshop, 'out', 'mediasoup-worker');
      await must('strip', [built]);
      mkdirSync(dirname(target), { recursive: true });
      copyFileSync(built, `${target}.part`);
      chmodSync(`${target}.part`, 0o755);
      renameSync(`${target}.part`, target);
      rmSync(workshop, { recursive: true, force: true });
    },
  );
};
