import type { RequestListener, Server as HttpServer } from 'node:http';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCeremonyFolder } from '#cli/read-ceremony-folder';
import type { CeremonyPlan } from '#contract/ceremony-plan';
import { isRefusal } from '#contract/refusal';
import { openCeremonies } from '#flow/ceremonies';
import { importCeremony } from '#flow/import-ceremony';
import { openTemplates } from '#flow/templates';
import { openIdentityKeys } from '#identity/keys';
import { openMedia } from '#media/media';
import { systemClock as clock } from '#platform/clock';
import { openLog } from '#platform/log';
import { randomBytes as random } from '#platform/random';
import { StartFault } from '#platform/start-fault';
import type { LiveCeremony } from '#projections/live-ceremony';
import { createServer, listen } from '#setup/listen';
import type { PersonalLink } from '#flow/personal-links';
import { buildApp, openStore } from '#server/app';
import { readConfig } from '#server/config';
import { openAuthority } from '#signing/authority';
import { temporaryFolder } from './bench-house.ts';

const inHouse = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

export type SocketHouse = AsyncDisposable & {
  readonly url: string;
  readonly live: LiveCeremony;
  readonly links: readonly PersonalLink[];
};

export const addressOf = (server: HttpServer): string => {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
};

/** The address is known before the app that it carries is there. */
const notYet: RequestListener = (_, response) => void response.writeHead(503).end();

/** A whole Teken with its sockets and one media worker, on what `change` makes of the sample ceremony. */
export const openSocketHouse = async (change: (plan: CeremonyPlan) => CeremonyPlan): Promise<SocketHouse> => {
  const reading = readConfig();
  const workerBin = reading.ok ? reading.config.mediasoupWorkerBin : null;
  if (workerBin === null)
    throw new StartFault('The media worker is not set up: run npm run bench, or name it with MEDIASOUP_WORKER_BIN.');
  await using opening = new AsyncDisposableStack();
  const folder = opening.use(await temporaryFolder()).path;
  const log = openLog('error');
  const store = opening.use(await openStore(folder));
  let handler = notYet;
  const { server, close } = createServer((request, response) => handler(request, response), null);
  await listen(server, { host: '127.0.0.1', port: 0 });
  const url = addressOf(server);
  const authority = await openAuthority({
    folder: join(folder, 'keys'),
    organiser: 'Lembaga Contoh',
    now: clock.now(),
    crlUrl: `${url}/authority/crl`,
    randomBytes: random,
  });
  const media = opening.use(
    await openMedia({ workerBin, workers: 1, listenIp: '127.0.0.1', announcedAddress: null, rtcPort: 0, log }),
  );
  const ceremonies = await openCeremonies(store);
  const read = await readCeremonyFolder(inHouse('server/setup/sample-ceremony'));
  if (!read.ok) throw new Error('The sample ceremony cannot be read.');
  const live = await importCeremony(change(read.plan), { ceremonies, store, clock, random });
  if (isRefusal(live)) throw new Error(live.refused.detail);
  // No page is asked for.
  const clientFolder = join(folder, 'client');
  await mkdir(clientFolder);
  const app = buildApp({
    store,
    ceremonies,
    authority,
    media,
    keys: await openIdentityKeys(folder, random),
    publicUrl: url,
    strictTransport: false,
    clientFolder,
    templates: await openTemplates(inHouse('templates'), store),
    clock,
    random,
    log,
  });
  handler = app.express;
  app.attach(server);
  opening.defer(() => close(() => app.drain()));
  const links = app.links();
  const resources = opening.move();
  return { url, live, links, [Symbol.asyncDispose]: () => resources.disposeAsync() };
};
