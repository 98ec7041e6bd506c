import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Server } from 'socket.io';
import type { CeremonyPlan } from '#contract/ceremony-plan';
import { createServer, listen } from '#setup/listen';
import { openChild, type Child } from './child.ts';
import type { GuestsAnswer, GuestsAsk } from './fan-out-talk.ts';
import { keptMemory } from './kept-memory.ts';
import { measured, quantile, type Row } from './row.ts';
import { addressOf, openSocketHouse } from './socket-house.ts';

const row = 'fan-out';
const GUESTS = fileURLToPath(new URL('fan-out-guests.ts', import.meta.url));

/** What reaches how many how soon: over loopback, guests in a process of their own. */
export const fanOut: Row = async (bench) => {
  const count = bench.size(2_000, 20);
  const joining = bench.size(600, 10);
  const rounds = bench.size(20, 3);
  await using guests = openChild<GuestsAsk, GuestsAnswer>(GUESTS);
  const changes: number[] = [];
  let message: unknown = null;
  let joinMs = 0;
  let perGuest = 0;
  {
    bench.say(`${row}: ${count} guests come`);
    await using house = await openSocketHouse((plan) => crowded(plan, count));
    const links = house.links.filter(({ role, personId }) => role === 'director' || personId.startsWith('guest-'));
    const before = keptMemory();
    await guests.ask({ ask: 'come', url: house.url, links: links.map(({ url }) => url) });
    await sleep(1_000);
    perGuest = Math.max(0, keptMemory() - before) / count / 1_024;
    await guests.ask({ ask: 'act', name: 'ceremony:open', payload: {} });
    await sleep(1_000);
    bench.say(`${row}: the stage changes ${rounds} times`);
    const payload = { personId: links[1]?.personId ?? '' };
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

/** The director and so many guests of the regions. */
const crowded = (plan: CeremonyPlan, count: number): CeremonyPlan => {
  const director = plan.people.find(({ role }) => role === 'director');
  const guest = plan.people.find(({ role }) => role === 'delegation');
  if (director === undefined || guest === undefined) throw new Error('The sample ceremony has no director or guest.');
  const crowd = Array.from({ length: count }, (_, index) => ({ ...guest, personId: `guest-${index + 1}` }));
  return { ...plan, people: [...plan.people, ...crowd] };
};

/** The same message to as many sockets of a Socket.IO server that does nothing else. */
const bareBroadcast = async (
  guests: Child<GuestsAsk, GuestsAnswer>,
  count: number,
  rounds: number,
  message: unknown,
) => {
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
