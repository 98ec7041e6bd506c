// A process full of guests: real Socket.IO clients over loopback, told by its parent what to do.
import type { Socket } from 'socket.io-client';
import { answerParent } from './child.ts';
import type { GuestsAsk, GuestsAnswer } from './fan-out-talk.ts';
import { accepted, act, clientOf, come, opened } from './guest-socket.ts';
import { drive } from './row.ts';

const AT_ONCE = 50;
let sockets: Socket[] = [];
/** What one of them last received. */
let last: unknown = null;

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
        const { socket } = await come(url, links[index] ?? '', index);
        await accepted(socket, 'subscribe', { topic: 'stage' });
        coming[index] = socket;
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

answerParent(answer);
