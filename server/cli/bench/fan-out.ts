import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { RequestListener, Server as HttpServer } from 'node:http';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Server } from 'socket.io';
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
import { createServer, listen } from '#setup/listen';
import { buildApp, openStore, type PersonalLink } from '#server/app';
import { readConfig } from '#server/config';
import { openAuthority } from '#signing/authority';
import { temporaryFolder } from './bench-house.ts';
import type { GuestsAnswer, GuestsAsk } from './fan-out-talk.ts';
import { keptMemory } from './kept-memory.ts';
import { measured, quantile, type Row } from './row.ts';

const row = 'fan-out';
const GUESTS = fileURLToPath(new URL('fan-out-guests.ts', import.meta.url));
const inHouse = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

type Listening = AsyncDisposable & { readonly url: string };

/** What reaches how many how soon: over loopback, guests in a process of their own. */
export const fanOut: Row = async (bench) => {
  const count = bench.size(2_000, 20);
  const joining = bench.size(600, 10);
  const rounds = bench.size(20, 3);
  await using guests = openGuests();
  const changes: number[] = [];
  let message: unknown = null;
  let joinMs = 0;
  let perGuest = 0;
  {
    bench.say(`${row}: ${count} guests come`);
    await using house = await openHouse(count);
    const before = keptMemory();
    await guests.ask({ ask: 'come', url: house.url, links: house.links.map(({ url }) => url) });
    await sleep(1_000);
    perGuest = Math.max(0, keptMemory() - before) / count / 1_024;
    await guests.ask({ ask: 'act', name: 'ceremony:open', payload: {} });
    await sleep(1_000);
    bench.say(`${row}: the stage changes ${rounds} times`);
    const payload = { personId: house.links[1]?.personId ?? '' };
    for (let round = 0; round < rounds; round += 1) {
      const name = round % 2 === 0 ? 'stage:call' : 'stage:send-back';
      const told = await guests.ask({ ask: 'change', name, payload });
      changes.push(...told.delays);
      message = told.last;
      await sleep(300);
    }
    bench.say(`${row}: ${joining} guests join the media room`);
    const [ms = 0] = (await guests.ask({ ask: 'join-media', guests: joining })).delays;
    joinMs = ms;
    await guests.ask({ ask: 'leave' });
  }
  const bare = await bareBroadcast(guests, count, rounds, message);
  const bareP99 = quantile(bare.delays, 0.99);
  return [
    measured({
      row,
      metric: `a stage change reaches ${count} guests, p99 of ${rounds}`,
      value: quantile(changes, 0.99),
      unit: 'ms',
      target: Number((1.5 * bareP99).toPrecision(4)),
      better: 'lower',
      reference: { name: 'bare Socket.IO broadcast of the same bytes', value: bareP99 },
    }),
    measured({
      row,
      metric: `${joining} guests through the joining signals`,
      value: joinMs / 1_000,
      unit: 's',
      target: 4,
      better: 'lower',
      reference: { name: `${joining} answers of a bare Socket.IO`, value: bare.answersMs / 1_000 },
    }),
    measured({
      row,
      metric: 'memory for each guest that only looks on',
      value: perGuest,
      unit: 'kB',
      target: 200,
      better: 'lower',
      reference: { name: 'bare Socket.IO connection', value: bare.perGuest },
    }),
  ];
};

type Guests = AsyncDisposable & { ask(ask: GuestsAsk): Promise<GuestsAnswer> };

const openGuests = (): Guests => {
  const child = fork(GUESTS, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit');
  return {
    ask: async (ask) => {
      const answered = once(child, 'message');
      child.send(ask);
      const told = await Promise.race([answered, ended.then(() => null)]);
      if (told === null) throw new Error('The guests are gone.');
      const [answer] = told as [GuestsAnswer];
      return answer;
    },
    [Symbol.asyncDispose]: async () => {
      child.kill();
      await ended;
    },
  };
};

const addressOf = (server: HttpServer): string => {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
};

/** The director and so many guests of the regions. */
const crowded = (plan: CeremonyPlan, count: number): CeremonyPlan => {
  const director = plan.people.find(({ role }) => role === 'director');
  const guest = plan.people.find(({ role }) => role === 'delegation');
  if (director === undefined || guest === undefined) throw new Error('The sample ceremony has no director or guest.');
  const crowd = Array.from({ length: count }, (_, index) => ({ ...guest, personId: `guest-${index + 1}` }));
  return { ...plan, people: [...plan.people, ...crowd] };
};

/** The address is known before the app that it carries is there. */
const notYet: RequestListener = (_, response) => void response.writeHead(503).end();

/** A whole Teken with its sockets and one media worker. */
const openHouse = async (count: number): Promise<Listening & { readonly links: readonly PersonalLink[] }> => {
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
  const live = await importCeremony(crowded(read.plan, count), { ceremonies, store, clock, random });
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
  const all = app.links();
  const links = [
    ...all.filter(({ role }) => role === 'director').slice(0, 1),
    ...all.filter(({ personId }) => personId.startsWith('guest-')),
  ];
  const resources = opening.move();
  return { url, links, [Symbol.asyncDispose]: () => resources.disposeAsync() };
};

/** The same message to as many sockets of a Socket.IO server that does nothing else. */
const bareBroadcast = async (guests: Guests, count: number, rounds: number, message: unknown) => {
  const { server, close } = createServer((_, response) => void response.writeHead(404).end(), null);
  await listen(server, { host: '127.0.0.1', port: 0 });
  const io = new Server(server, { serveClient: false });
  io.on('connection', (socket) => {
    socket.on('go', (sent: unknown) => io.emit('topic', sent));
    socket.on('signal', (_: unknown, answer: (value: unknown) => void) => answer({ ok: true }));
  });
  try {
    const before = keptMemory();
    await guests.ask({ ask: 'connect', url: addressOf(server), count: count + 1 });
    await sleep(1_000);
    const perGuest = Math.max(0, keptMemory() - before) / count / 1_024;
    const delays: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      delays.push(...(await guests.ask({ ask: 'broadcast', message })).delays);
      await sleep(300);
    }
    const [answersMs = 0] = (await guests.ask({ ask: 'join-media', guests: Math.min(count, 600) })).delays;
    return { delays, perGuest, answersMs };
  } finally {
    await guests.ask({ ask: 'leave' });
    await close(() => io.close());
  }
};
