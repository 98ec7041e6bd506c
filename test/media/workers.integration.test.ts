import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

import { observer } from 'mediasoup';
import type { Transport, Worker } from 'mediasoup/types';
import { expect, onTestFinished, test, vi } from 'vitest';

import { handleSignal } from '#realtime/media-handlers';
import { openMediaRoom } from '#support/media-room';

const SPEAKER = { produce: true, consume: true };

async function open(options: Parameters<typeof openMediaRoom>[0]) {
  const room = await openMediaRoom(options);
  onTestFinished(() => room[Symbol.asyncDispose]());
  return room;
}

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

test('[M2] [M3] after a worker’s death its rooms are told and open again; other workers’ rooms notice nothing', async () => {
  const room = await open({ workers: 2 });
  const here = room.person('here', SPEAKER);
  const there = room.person('there', SPEAKER);
  room.allow('there', 'green-room', { consume: true });
  await here.ask('media:join', { room: 'stage' });
  const { transportId } = await here.publish();
  await there.ask('media:join', { room: 'green-room' });

  // M2: the first room stands on the first worker, the second on the other.
  const [first, second] = room.media.workerPids();
  process.kill(first ?? 0, 'SIGKILL');
  await vi.waitFor(() =>
    expect(room.told).toEqual([{ personId: 'here', event: 'media:restarted', payload: { room: 'stage' } }]),
  );
  expect(room.media.workerPids()).toHaveLength(2);
  expect(room.media.workerPids()).toContain(second);
  expect(room.media.links(there.peer)).toHaveLength(1);
  expect(await here.signal('media:restart-ice', { transportId })).toEqual({ ok: false, code: 'media-not-joined' });
  await here.ask('media:join', { room: 'stage' });
  await here.publish();
});

test('[M3] a signal that meets a dying worker is answered, and there is a way back in', async () => {
  const room = await open({ workers: 1 });
  const speaker = room.person('speaker', SPEAKER);
  await speaker.ask('media:join', { room: 'stage' });
  const [pid] = room.media.workerPids();
  process.kill(pid ?? 0, 'SIGKILL');
  const outcome = await speaker.signal('media:open-transport', { room: 'stage', direction: 'send' });
  expect(outcome).toMatchObject({ ok: false, code: 'media-restarting' });
  expect(await speaker.signal('media:join', { room: 'stage' })).toMatchObject({ ok: false, code: 'media-restarting' });
  await vi.waitFor(() => expect(room.told.map((each) => each.event)).toContain('media:restarted'));
  expect(await speaker.signal('media:join', { room: 'stage' })).toMatchObject({ ok: true });
});

test('[M4] all transports share one port of UDP and TCP, UDP first', async () => {
  const rtcPort = await freePort();
  const room = await open({ workers: 1, rtcPort });
  const speaker = room.person('speaker', SPEAKER);
  await speaker.ask('media:join', { room: 'stage' });
  for (const direction of ['send', 'receive']) {
    const offer = await speaker.ask('media:open-transport', { room: 'stage', direction });
    expect(offer['iceCandidates']).toMatchObject([
      { protocol: 'udp', port: rtcPort, address: '127.0.0.1' },
      { protocol: 'tcp', port: rtcPort, address: '127.0.0.1' },
    ]);
  }
});

test('[M4] a port that is taken is a fault at the start, and leaves no worker behind', async () => {
  const rtcPort = await freePort();
  await open({ workers: 1, rtcPort });
  await expect(openMediaRoom({ workers: 2, rtcPort: rtcPort - 1 })).rejects.toThrow('cannot listen');
});

test('[M6] closing ends every worker process', async () => {
  const room = await openMediaRoom({ workers: 2 });
  const pids = room.media.workerPids();
  expect(pids.map(isRunning)).toEqual([true, true]);
  await room[Symbol.asyncDispose]();
  expect(pids.map(isRunning)).toEqual([false, false]);
});

test('[M18] incoming bitrate is limited by room', async () => {
  const transports: Transport[] = [];
  const watch = (worker: Worker): void => {
    worker.observer.on('newrouter', (router) => {
      router.observer.on('newtransport', (transport) => transports.push(transport));
    });
  };
  observer.on('newworker', watch);
  onTestFinished(() => void observer.off('newworker', watch));
  const room = await open({ workers: 1 });
  const speaker = room.person('speaker', SPEAKER);
  room.allow('speaker', 'green-room', { produce: true });
  for (const name of ['stage', 'green-room']) {
    await speaker.ask('media:join', { room: name });
    await speaker.ask('media:open-transport', { room: name, direction: 'send' });
  }
  const stats = await Promise.all(transports.map((transport) => transport.getStats()));
  expect(stats.flat()).toMatchObject([{ maxIncomingBitrate: 4_000_000 }, { maxIncomingBitrate: 1_200_000 }]);
});

test('ceremonies do not meet: each has rooms of its own', async () => {
  const room = await open({ workers: 1 });
  const speaker = room.person('speaker', SPEAKER);
  await speaker.ask('media:join', { room: 'stage' });
  const { producerId } = await speaker.publish();
  const guest = { ceremonyId: 'other', personId: 'speaker', connectionId: 'guest' };
  const reply = await handleSignal(room.media, guest, 'media:join', { room: 'stage' });
  expect(reply).toMatchObject({ ok: true, value: { producers: [] } });
  expect(await handleSignal(room.media, guest, 'media:close-producer', { producerId })).toEqual({
    ok: false,
    code: 'media-unknown',
  });
  await room.media.closeCeremony('sample');
  expect(room.media.links(speaker.peer)).toEqual([]);
  expect(await speaker.signal('media:join', { room: 'stage' })).toEqual({ ok: false, code: 'media-not-permitted' });
});
