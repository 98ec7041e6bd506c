/**
 * The entry of every npm script: brings the machine to where Teken can run, then runs it. Old Nodes run this file, and
 * it runs before any package is there: plain JavaScript, Node's own modules only. Each step looks whether it is done
 * already and then costs a few file look-ups.
 *
 *   bootstrap.mjs start | test | check | bench ARGUMENTS… | cli NAME ARGUMENTS…
 *
 * Set-up speaks on standard error: what a command prints for programs stays clean.
 */
import { existsSync } from 'node:fs';
import { inHouse } from './house.mjs';
import { createProgress } from './progress.mjs';
import { SetupRefusal } from './refusal.mjs';
import { endRunningCommands } from './run-command.mjs';
import { runChecks, summaryLine } from './steps/check.mjs';
import { prepareClient } from './steps/client-build.mjs';
import { preparePackages } from './steps/packages.mjs';
import { findRuntime } from './steps/runtime.mjs';
import { runProgram } from './steps/serve.mjs';
import { prepareTestTools } from './steps/test-tools.mjs';
import { prepareWorker } from './steps/worker.mjs';

const progress = createProgress(process.stderr);

const interrupted = () => {
  endRunningCommands();
  process.stderr.write('\nSet-up was interrupted; the next start goes on from here.\n');
  process.exit(130);
};

const runtime = async () => {
  await preparePackages({ environment: process.env, progress });
  return findRuntime(process);
};

/** Everything that serving and testing need. */
const house = async () => {
  const node = await runtime();
  const worker = await prepareWorker({ environment: process.env, node, progress });
  const environment = { ...process.env, MEDIASOUP_WORKER_BIN: worker };
  await prepareClient({ environment, node, progress });
  return { node, environment };
};

const start = async () => {
  const { node, environment } = await house();
  process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  return runProgram({ environment, node, entry: 'server/main.ts', args: process.argv.slice(3) });
};

const check = async () => {
  const { environment } = await house();
  const counts = await runChecks({ environment, progress: createProgress(process.stdout) });
  process.stdout.write(`${summaryLine(counts)}\n`);
  return counts.failed === 0 ? 0 : 1;
};

const test = async () => {
  await prepareTestTools({ environment: process.env, progress });
  return check();
};

const cli = async () => {
  const [name, ...args] = process.argv.slice(3);
  if (name === undefined || !/^[a-z][a-z-]*$/.test(name) || !existsSync(inHouse('server', 'cli', `${name}.ts`))) {
    throw new SetupRefusal(`There is no command "${name ?? ''}".`, 'npm run');
  }
  const node = await runtime();
  process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  return runProgram({ environment: process.env, node, entry: `server/cli/${name}.ts`, args });
};

const bench = async () => {
  const node = await runtime();
  const worker = await prepareWorker({ environment: process.env, node, progress });
  process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  const environment = { ...process.env, MEDIASOUP_WORKER_BIN: worker };
  return runProgram({ environment, node, entry: 'server/cli/bench.ts', args: process.argv.slice(3) });
};

const modes = new Map(Object.entries({ start, test, check, bench, cli }));

process.on('SIGINT', interrupted).on('SIGTERM', interrupted);
try {
  const mode = modes.get(process.argv[2] ?? '');
  if (mode === undefined) throw new SetupRefusal('Say what to do: start, test, check, bench or cli.', 'npm start');
  process.exitCode = await mode();
} catch (error) {
  if (!(error instanceof SetupRefusal)) throw error;
  process.stderr.write(`${error.message}\n${error.mend === undefined ? '' : `Mend it with:\n  ${error.mend}\n`}`);
  process.exitCode = 1;
}
