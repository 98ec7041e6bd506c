import { fileURLToPath } from 'node:url';
import { systemClock as clock } from '#platform/clock';
import { openLog } from '#platform/log';
import type { Log } from '#platform/log';
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
  const [server, media, authority, identity, ceremonies, template, sample, app, signingService] = await Promise.all([
    import('#setup/run-server'),
    import('#setup/media-opener'),
    import('#setup/authority-opener'),
    import('#identity/keys'),
    import('#flow/ceremonies'),
    import('#flow/templates'),
    import('#cli/sample'),
    import('./app.ts'),
    import('#setup/signing-service'),
  ]);
  return {
    ...server,
    ...media,
    ...authority,
    ...identity,
    ...ceremonies,
    ...template,
    ...sample,
    ...app,
    ...signingService,
  };
};

type Stop = (code: 0 | 1) => Promise<void>;

/** The state of the process is unknown after such a fault; the ledger is safe, and whoever runs us starts us again. */
const stopOnFault = (log: Log, stop: () => Stop | null): void => {
  for (const fault of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(fault, (error: unknown) => {
      log.error({ error, fault }, 'uncaught fault');
      const closing = stop();
      if (closing) void closing(1);
      else process.exit(1);
    });
};

const run = async (config: Config): Promise<void> => {
  const log = openLog(config.logLevel);
  let stop: Stop | null = null;
  stopOnFault(log, () => stop);
  for (const { setting, file } of config.openSecrets)
    log.warn({ setting, file, mend: `chmod 600 ${file}` }, 'others may read a file with a secret');
  const house = await loadHouse();
  const { dataDir, publicUrl } = config;
  const vault = house.vaultOf(config, random);
  const strictTransport = publicUrl.startsWith('https:') && config.tls.mode !== 'self-signed';
  const running = await house.runServer(
    { config, vault, clock, log, print: (text) => void process.stdout.write(text) },
    {
      store: () => house.openStore(dataDir),
      authority: () =>
        house.openConfiguredAuthority(config, { folder: dataDir, vault, now: clock.now(), randomBytes: random }),
      media: () => house.openConfiguredMedia(config, addressesOfThisMachine(), log),
      app: async (resources) => {
        const { store } = resources;
        const ceremonies = await house.openCeremonies(store, log);
        const templates = await house.openTemplates(inHouse('templates'), store);
        const parts = { ...resources, ceremonies, templates, publicUrl, clock, random, log };
        const begun = performance.now();
        if (config.sample)
          await house.prepareSample(inHouse('server/setup/sample-ceremony'), parts, (done, of) => {
            if (done % 28 !== 0 && done !== of) return;
            const seconds = Math.round((performance.now() - begun) / 1000);
            process.stderr.write(`Sample ceremony: ${done} of ${of} agreements made ready (${seconds} s)\n`);
          });
        const keys = await house.openIdentityKeys(dataDir, random, vault);
        const tsa = { urls: config.tsaUrls, timeoutMs: config.tsaTimeout, roots: config.tsaRoots };
        const remote = house.openSigningService(config.signingService, clock);
        return house.buildApp({ ...parts, keys, remote, tsa, strictTransport, clientFolder: inHouse('client/dist') });
      },
    },
  );

  const stopRunning: Stop = async (code) => {
    const { failed, late } = await running.stop();
    process.exit(failed.length + late.length > 0 ? 1 : code);
  };
  stop = stopRunning;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stopRunning(0));
};

const main = async (): Promise<void> => {
  const tooOld = runtimeProblem(process.versions.node);
  if (tooOld !== null) throw new StartFault(tooOld);
  if (process.argv.includes('--help')) return void process.stdout.write(help());
  const reading = readConfig();
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
