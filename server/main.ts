import { fileURLToPath } from 'node:url';
import { systemClock as clock } from '#platform/clock';
import { openLog } from '#platform/log';
import { randomBytes as random } from '#platform/random';
import { runtimeProblem } from '#platform/runtime';
import { StartFault } from '#platform/start-fault';
import { addressesOfThisMachine, readConfig, settings } from './config.ts';
import type { Config } from './config.ts';

// Read the settings, open the house, start it, stop on a signal; nothing else.

const inHouse = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

const help = (): string => {
  const width = Math.max(...settings.map(({ name }) => name.length));
  const rows = settings.map(({ name, ...row }) => `  ${name.padEnd(width)}  ${row.meaning} Default: ${row.default}.`);
  return `Usage: npm start\n\nSettings, from the environment:\n${rows.join('\n')}\n`;
};

/** Loaded only once Node is known to be new enough: an older one cannot even read what these are written in. */
const loadHouse = async () => {
  const [server, media, store, authority, identity, app] = await Promise.all([
    import('#setup/run-server'),
    import('#setup/media-opener'),
    import('#store/sqlite-store'),
    import('#signing/authority'),
    import('#identity/keys'),
    import('./app.ts'),
  ]);
  return { ...server, ...media, ...store, ...authority, ...identity, ...app };
};

const run = async (config: Config): Promise<void> => {
  const log = openLog(config.logLevel);
  const house = await loadHouse();
  const { dataDir, publicUrl, organiser } = config;
  const strictTransport = publicUrl.startsWith('https:') && config.tls.mode !== 'self-signed';
  const running = await house.runServer(
    { config, clock, log, print: (text) => void process.stdout.write(text) },
    {
      store: () => house.openSqliteStore({ folder: dataDir }),
      authority: () =>
        house.openAuthority({
          folder: `${dataDir}/keys`,
          organiser,
          now: clock.now(),
          crlUrl: `${publicUrl}/authority/crl`,
          randomBytes: random,
        }),
      media: () => house.openConfiguredMedia(config, addressesOfThisMachine(), log),
      app: async (resources) =>
        house.buildApp({
          ...resources,
          keys: await house.openIdentityKeys(dataDir, random),
          publicUrl,
          strictTransport,
          clientFolder: inHouse('client/dist'),
          templateFolder: inHouse('templates/partnership-agreement'),
          clock,
          random,
          log,
        }),
    },
  );

  let stopping = false;
  const stop = async (code: 0 | 1): Promise<void> => {
    // Whoever asks twice does not want to wait.
    if (stopping) process.exit(1);
    stopping = true;
    const { failed, late } = await running.stop();
    process.exit(failed.length + late.length > 0 ? 1 : code);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(0));
  // The state of the process is unknown from here on; the ledger is safe, and whoever runs us starts us again.
  for (const fault of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(fault, (error: unknown) => {
      log.error({ error, fault }, 'uncaught fault');
      if (!stopping) void stop(1);
    });
};

const main = async (): Promise<void> => {
  const tooOld = runtimeProblem(process.versions.node);
  if (tooOld !== null) throw new StartFault(tooOld);
  if (process.argv.includes('--help')) return void process.stdout.write(help());
  const reading = readConfig(process.env);
  if (!reading.ok) throw new StartFault(reading.problems.join('\n'));
  await run(reading.config);
};

try {
  await main();
} catch (error) {
  // One sentence for whoever stands at the terminal; a stack would not help them.
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
