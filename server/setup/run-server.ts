import { rm } from 'node:fs/promises';
import type { RequestListener, Server } from 'node:http';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { CertificateEndView } from '#contract/views/agreements';
import type { Clock } from '#platform/clock';
import { prepareDataFolder } from '#platform/data-folder';
import type { Log } from '#platform/log';
import { createShutdown } from '#platform/shutdown';
import type { ShutdownOutcome } from '#platform/shutdown';
import { StartFault } from '#platform/start-fault';
import type { Vault } from '#platform/vault';
import { addressesOfThisMachine } from '#server/config';
import type { Config } from '#server/config';
import { createServer, listen, provePort, readTlsFiles } from './listen.ts';
import { writeLinks } from './personal-links.ts';
import type { PersonalLink } from '#flow/personal-links';
import { readyText } from './print-ready.ts';
import { fingerprintOf, selfSigned } from './self-signed.ts';
import type { TlsMaterial } from './self-signed.ts';

/** The house as the server sees it; `buildApp` makes one. */
export type App = {
  readonly express: RequestListener;
  /** Binds the sockets; before the server listens. */
  readonly attach: (server: Server) => void;
  /** Of certificates that end soon or have ended. */
  readonly certificateEnds: () => readonly CertificateEndView[];
  readonly links: () => readonly PersonalLink[];
  /** Of the officers of closed ceremonies. */
  readonly linksAfterClosing: () => Promise<readonly PersonalLink[]>;
  /** Refuses what is new, tells the clients, waits for what runs. */
  readonly drain: () => Promise<void>;
};

export type Openers<Store extends AsyncDisposable, Authority, Media extends AsyncDisposable> = {
  /** Also takes the lock on the data folder. */
  readonly store: () => Promise<Store>;
  readonly authority: () => Promise<Authority>;
  readonly media: () => Promise<Media>;
  readonly app: (resources: {
    readonly store: Store;
    readonly authority: Authority;
    readonly media: Media;
  }) => Promise<App>;
};

export type RunningServer = { readonly stop: () => Promise<ShutdownOutcome> };

export type Surroundings = {
  readonly config: Config;
  /** What seals the house's secrets; null: they lie in the clear. */
  readonly vault?: Vault | null;
  readonly clock: Clock;
  readonly log: Log;
  /** To stdout. */
  readonly print: (text: string) => void;
};

/** SIGTERM to exit within 5 s: what runs may end within half of it, the rest is for closing. */
const STOP_MS = 4500;
const DRAIN_MS = 2500;

const within = async (milliseconds: number, job: Promise<void>): Promise<void> => {
  const limit = Promise.withResolvers<void>();
  const timer = setTimeout(limit.resolve, milliseconds);
  try {
    await Promise.race([job, limit.promise]);
  } finally {
    clearTimeout(timer);
  }
};

const tlsOf = async (
  { tls, dataDir, publicUrl, announcedAddress }: Config,
  clock: Clock,
  vault: Vault | null,
): Promise<TlsMaterial | null> => {
  if (tls.mode === 'off') return null;
  if (tls.mode === 'files') return readTlsFiles(tls.certFile, tls.keyFile);
  const host = new URL(publicUrl).hostname.replace(/^\[|\]$/g, '');
  const own = [host, announcedAddress, hostname(), 'localhost', '127.0.0.1', ...addressesOfThisMachine()];
  const names = [...new Set(own.filter((name): name is string => name !== null && name !== ''))];
  const place = { file: join(dataDir, 'keys', 'self-signed.pem'), remove: (file: string) => rm(file), vault };
  return selfSigned(place, names, clock.now());
};

/** A fault without a sentence of its own gets the name of the step in which it happened. */
const step = async <T>(what: string, open: () => Promise<T>): Promise<T> => {
  try {
    return await open();
  } catch (error) {
    if (error instanceof StartFault || (error instanceof Error && error.name === 'StoreFault')) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartFault(`${what}: ${reason.replace(/\.$/, '')}.`, { cause: error });
  }
};

/**
 * Opens everything in order, listens, and tells that it is ready. What was opened before something failed is closed
 * again, and the failure is thrown on: a `StartFault` or `StoreFault` with a sentence.
 */
export const runServer = async <S extends AsyncDisposable, A, M extends AsyncDisposable>(
  { config, vault = null, clock, log, print }: Surroundings,
  open: Openers<S, A, M>,
): Promise<RunningServer> => {
  const shutdown = createShutdown(STOP_MS, log);
  try {
    await prepareDataFolder(config.dataDir);
    // The store first: its lock keeps a second process away from the keys, too.
    const store = await step('The database cannot be opened', open.store);
    shutdown.add('store', () => store[Symbol.asyncDispose]());
    const tls = await step('The certificate cannot be made', () => tlsOf(config, clock, vault));
    await provePort(config);
    const authority = await step('The certification authority cannot be opened', open.authority);
    const media = await step('Video and sound cannot start', open.media);
    shutdown.add('media', () => media[Symbol.asyncDispose]());
    const app = await step('Teken cannot start', () => open.app({ store, authority, media }));

    const { server, close } = createServer(app.express, tls);
    app.attach(server);
    shutdown.add('app', () => close(() => within(DRAIN_MS, app.drain())));
    await listen(server, config);

    const links = [...app.links(), ...(await app.linksAfterClosing())];
    const linksFile = join(config.dataDir, 'links.csv');
    await step('The list of personal links cannot be written', () => writeLinks(linksFile, links));
    const { publicUrl, publicUrlIsLoopback } = config;
    const fingerprint = tls && config.tls.mode === 'self-signed' ? fingerprintOf(tls.cert) : null;
    const certificateEnds = app.certificateEnds();
    print(readyText({ publicUrl, publicUrlIsLoopback, fingerprint, certificateEnds, links, linksFile }));
    log.info({ host: config.host, port: config.port, tls: config.tls.mode, links: links.length }, 'ready');
    return { stop: () => shutdown.close() };
  } catch (error) {
    await shutdown.close();
    throw error;
  }
};
