// A process full of guests: real Socket.IO clients over loopback, told by its parent what to do.
import { io, type Socket } from 'socket.io-client';
import { NOTICE_VERSION, PROTOCOL_VERSION } from '#contract/constants';
import type { Acknowledgement } from '#contract/problems';
import { randomUuid } from '#platform/random';
import type { GuestsAsk, GuestsAnswer } from './fan-out-talk.ts';
import { drive } from './row.ts';

const AT_ONCE = 50;
let sockets: Socket[] = [];
/** What one of them last received. */
let last: unknown = null;

const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(';', 1).join(''))
    .join('; ');

const opened = (socket: Socket): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });

/** As if each came from an address of their own. */
const from = (index: number): { readonly 'x-forwarded-for': string } => ({
  'x-forwarded-for': `10.0.${Math.floor(index / 250)}.${(index % 250) + 1}`,
});

const clientOf = (url: string, options: object): Socket =>
  io(url, { transports: ['websocket'], forceNew: true, reconnection: false, ...options });

/** Opens the link, connects, accepts the notice and watches the stage, as a browser does. */
const come = async (url: string, link: string, index: number): Promise<Socket> => {
  const response = await fetch(`${url}/api/redeem`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, ...from(index) },
    body: JSON.stringify({ token: link.split('/').at(-1), takeover: false }),
  });
  if (!response.ok) throw new Error(`A link was not accepted: ${await response.text()}`);
  const { ceremonyId, person } = (await response.json()) as { ceremonyId: string; person: { personId: string } };
  const socket = clientOf(url, {
    auth: { protocol: PROTOCOL_VERSION, ceremonyId, personId: person.personId, tab: randomUuid() },
    extraHeaders: { cookie: cookiesOf(response), ...from(index) },
  });
  await opened(socket);
  await act(socket, 'notice:accept', { noticeVersion: NOTICE_VERSION });
  await accepted(socket, 'subscribe', { topic: 'stage' });
  return socket;
};

const accepted = async (socket: Socket, event: string, message: unknown): Promise<Acknowledgement> => {
  const answer = (await socket.timeout(60_000).emitWithAck(event, message)) as Acknowledgement;
  if (!answer.ok) throw new Error(`${event} ${JSON.stringify(message)}: ${answer.problem.detail}`);
  return answer;
};

const act = (socket: Socket, name: string, payload: unknown): Promise<Acknowledgement> =>
  accepted(socket, 'command', { id: randomUuid(), name, payload });

/** How long after the wish each of them saw the next change of the stage, in milliseconds. */
const nextChange = (wish: (first: Socket) => void): Promise<readonly number[]> =>
  new Promise((resolve) => {
    const delays: number[] = [];
    const begun = performance.now();
    for (const socket of sockets) {
      const see = (message: unknown): void => {
        if ((message as { topic?: string }).topic !== 'stage') return;
        socket.off('topic', see);
        last = message;
        delays.push(performance.now() - begun);
        if (delays.length === sockets.length) resolve(delays);
      };
      socket.on('topic', see);
    }
    const [first] = sockets;
    if (first !== undefined) wish(first);
  });

const answer = async (ask: GuestsAsk): Promise<GuestsAnswer> => {
  switch (ask.ask) {
    case 'come': {
      const { url, links } = ask;
      const coming: Socket[] = [];
      await drive(AT_ONCE, links.length, async (index) => {
        coming[index] = await come(url, links[index] ?? '', index);
      });
      sockets = coming;
      return { delays: [], last };
    }
    case 'connect': {
      const { url, count } = ask;
      const coming: Socket[] = [];
      await drive(AT_ONCE, count, async (index) => {
        const socket = clientOf(url, {});
        await opened(socket);
        coming[index] = socket;
      });
      sockets = coming;
      return { delays: [], last };
    }
    case 'act': {
      const { name, payload } = ask;
      const [first] = sockets;
      if (first !== undefined) await act(first, name, payload);
      return { delays: [], last };
    }
    case 'change': {
      const { name, payload } = ask;
      return { delays: await nextChange((first) => void act(first, name, payload)), last };
    }
    case 'broadcast':
      return { delays: await nextChange((first) => void first.emit('go', ask.message)), last };
    case 'join-media': {
      const guests = sockets.slice(1, ask.guests + 1);
      const begun = performance.now();
      await Promise.all(
        guests.map(async (socket) => {
          await accepted(socket, 'signal', { name: 'media:join', payload: { room: 'stage' } });
          const payload = { room: 'stage', direction: 'receive' };
          await accepted(socket, 'signal', { name: 'media:open-transport', payload });
        }),
      );
      return { delays: [performance.now() - begun], last };
    }
    case 'leave':
      for (const socket of sockets) socket.disconnect();
      sockets = [];
      return { delays: [], last };
  }
};

process.on('message', (ask: GuestsAsk) => {
  answer(ask).then(
    (told) => process.send?.(told),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
