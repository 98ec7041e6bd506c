import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { workerBin } from './worker-bin.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const main = join(root, 'server', 'main.ts');

/** A port that was free a moment ago. */
export const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => void probe.close(resolve));
  return port;
};

export type ServerProcess = AsyncDisposable & {
  readonly child: ChildProcess;
  readonly dataDir: string;
  readonly port: number;
  stdout(): string;
  stderr(): string;
  /** Resolves with true once the ready line stands, with false if the process ends before. */
  readonly ready: Promise<boolean>;
  /** Resolves with the exit code. */
  ended(): Promise<number | null>;
};

/** The real `server/main.ts` in a process of its own, on free ports and a data folder of its own unless told. */
export const startServer = (
  env: Record<string, string> = {},
  nodeOptions: readonly string[] = [],
): Promise<ServerProcess> => launch(process.execPath, [...nodeOptions, main], env);

/** The same as README says it: `npm start`, whose process is npm's. */
export const startThroughNpm = (env: Record<string, string> = {}): Promise<ServerProcess> =>
  launch('npm', ['start'], env);

let started = 0;

const launch = async (
  command: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<ServerProcess> => {
  const port = Number(env['PORT'] ?? (await freePort()));
  const dataDir = env['DATA_DIR'] ?? join(await mkdtemp(join(tmpdir(), 'teken-server-')), 'data');
  // Each media worker takes a port, counting up: a stretch below those that the system hands out.
  const rtcPort = String(20_000 + (process.pid % 900) * 10 + (started++ % 2) * 5);
  const child = spawn(command, args, {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      XDG_CACHE_HOME: process.env['XDG_CACHE_HOME'],
      MEDIASOUP_WORKER_BIN: workerBin(),
      RTC_PORT: rtcPort,
      SAMPLE: 'no',
      ...env,
      PORT: env['PORT'] ?? String(port),
      DATA_DIR: dataDir,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  const ready = Promise.withResolvers<boolean>();
  child.stdout.on('data', (piece: Buffer) => {
    stdout += piece.toString();
    if (/^Teken is ready at .+\n/m.test(stdout)) ready.resolve(true);
  });
  child.stderr.on('data', (piece: Buffer) => (stderr += piece.toString()));
  const closed = Promise.withResolvers<number | null>();
  child.once('close', (code) => {
    ready.resolve(false);
    closed.resolve(code);
  });
  return {
    child,
    dataDir,
    port,
    stdout: () => stdout,
    stderr: () => stderr,
    ready: ready.promise,
    ended: () => closed.promise,
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode === null) child.kill('SIGKILL');
      await closed.promise;
    },
  };
};
