import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCeremonyFolder } from '#cli/read-ceremony-folder';
import { isRefusal } from '#contract/refusal';
import { openCeremonies } from '#flow/ceremonies';
import { importCeremony } from '#flow/import-ceremony';
import { openTemplates } from '#flow/templates';
import { openIdentityKeys } from '#identity/keys';
import { openMedia } from '#media/media';
import { systemClock, type Clock } from '#platform/clock';
import { openLog } from '#platform/log';
import { randomBytes } from '#platform/random';
import { createServer, listen } from '#setup/listen';
import type { PersonalLink } from '#flow/personal-links';
import { buildApp, type App, type Resources } from '#server/app';
import { openAuthority } from '#signing/authority';
import type { Authority } from '#signing/authority';
import type { IssuingToken } from '#signing/issuing-token';
import type { BroughtSeal } from '#signing/brought-seal';
import type { RemoteService } from '#signing/remote-service';
import { restoreBackup } from '#store/restore';
import { openSqliteStore } from '#store/sqlite-store';
import type { Store } from '#store/port';
import { filesOf, folderWith, smallCeremony, vetted, type SmallCeremony } from './small-ceremony.ts';
import { workerBin } from './worker-bin.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export type House = {
  readonly url: string;
  readonly app: App;
  readonly store: Store;
  readonly authority: Authority;
  readonly dataDir: string;
  /** The personal link of one person. */
  link(personId: string): PersonalLink;
} & AsyncDisposable;

/**
 * A whole Teken on loopback over real parts: SQLite, authority, media worker, sockets. A fresh data folder gets the
 * small ceremony; an existing one is opened as it is.
 */
export const openHouse = async (
  options: {
    readonly change?: (ceremony: SmallCeremony) => void;
    readonly clock?: Clock;
    readonly dataDir?: string;
    readonly port?: number;
    /** A built client; the one that the server serves unless another is given. */
    readonly clientFolder?: string;
    /** A signing service by which people may sign. */
    readonly remote?: RemoteService;
    /** Time-stamp authorities of others. */
    readonly tsa?: Resources['tsa'];
    /** A seal that somebody else certified. */
    readonly seal?: BroughtSeal;
    /** Where the issuing authority's key is, if not in the folder. */
    readonly issuingToken?: IssuingToken;
    /** How long lists of other issuers are waited for. */
    readonly lists?: Resources['lists'];
  } = {},
): Promise<House> => {
  const clock = options.clock ?? systemClock;
  await using stack = new AsyncDisposableStack();
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'teken-house-')));
  if (options.dataDir === undefined) stack.defer(() => rm(dataDir, { recursive: true, force: true }));
  const log = openLog('error');
  const store = stack.use(await openSqliteStore({ folder: dataDir }));
  let handler: RequestListener = notYet;
  const { server, close } = createServer((request, response) => handler(request, response), null);
  await listen(server, { host: '127.0.0.1', port: options.port ?? 0 });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const authority = await openAuthority({
    folder: join(dataDir, 'keys'),
    organiser: 'Lembaga Contoh',
    now: clock.now(),
    crlUrl: `${url}/authority/crl`,
    randomBytes,
    seal: options.seal ?? null,
    issuingToken: options.issuingToken ?? null,
  });
  const media = stack.use(
    await openMedia({
      workerBin: workerBin(),
      workers: 1,
      listenIp: '127.0.0.1',
      announcedAddress: null,
      rtcPort: 0,
      log,
    }),
  );
  if ((await store.ledgers()).length === 0) await importSmall(store, clock, options.change);
  const ceremonies = await openCeremonies(store);
  const app = buildApp({
    // A thread takes longer to start than a small house to draw all it needs.
    drawingThreads: 0,
    store,
    ceremonies,
    authority,
    media,
    keys: await openIdentityKeys(dataDir, randomBytes),
    publicUrl: url,
    strictTransport: false,
    clientFolder: options.clientFolder ?? join(root, 'client', 'dist'),
    templates: await openTemplates(join(root, 'templates'), store),
    remote: options.remote ?? null,
    clock,
    random: randomBytes,
    log,
    ...(options.tsa === undefined ? {} : { tsa: options.tsa }),
    ...(options.lists === undefined ? {} : { lists: options.lists }),
  });
  handler = app.express;
  app.attach(server);
  stack.defer(() => close(() => app.drain()));
  const resources = stack.move();
  return {
    url,
    app,
    store,
    authority,
    dataDir,
    link: (personId) => {
      const link = app.links().find((one) => one.personId === personId);
      if (link === undefined) throw new Error(`There is no link for ${personId}.`);
      return link;
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
};

/** A copy of an open house's data folder, to open as another house. */
export const copyOf = async (house: House): Promise<string> => {
  const place = await mkdtemp(join(tmpdir(), 'teken-copy-'));
  const backup = join(place, 'backup');
  await house.store.backup(backup);
  const folder = join(place, 'data');
  restoreBackup(backup, folder);
  return folder;
};

/** The address is known before the app that it carries is there. */
const notYet: RequestListener = (_request, response) => void response.writeHead(503).end();

const importSmall = async (store: Store, clock: Clock, change?: (ceremony: SmallCeremony) => void): Promise<void> => {
  const ceremony = smallCeremony();
  ceremony.people.push(
    ...['protocol', 'legal', 'mc'].map((role) => ({ ...ceremony.people[1], id: role, role, name: `Nama ${role}` })),
  );
  change?.(ceremony);
  vetted(ceremony);
  await using folder = await folderWith(filesOf(ceremony));
  const read = await readCeremonyFolder(folder.dir);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const ceremonies = await openCeremonies(store);
  const imported = await importCeremony(read.plan, { ceremonies, store, clock, random: randomBytes });
  ceremonies.stop();
  if (isRefusal(imported)) throw new Error(imported.refused.detail);
};
