import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { expect, onTestFinished, test, vi } from 'vitest';
import { connect } from '#client/connection/connect.ts';

type Message = { readonly id: string; readonly name: string; readonly topic?: string };
type Acknowledge = (answer: unknown) => void;

/** A server on loopback that speaks the wire as each test wants it, and a client connected to it. */
const meet = async (onConnection: (socket: Socket, count: number) => void, admit?: () => Error | undefined) => {
  const http = createServer();
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const io = new Server(http);
  let count = 0;
  if (admit !== undefined) io.use((_socket, next) => next(admit()));
  io.on('connection', (socket) => onConnection(socket, (count += 1)));
  const views: [string, unknown][] = [];
  const client = connect({
    ceremonyId: 'c',
    personId: 'p',
    address: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    onView: (topic, view) => views.push([topic, view]),
  });
  onTestFinished(async () => {
    client.close();
    await io.close();
  });
  return { client, views, io };
};

test('a command whose answer was lost is sent again with the same id after reconnecting', async () => {
  const ids: string[] = [];
  const { client } = await meet((socket, count) => {
    socket.on('command', ({ id }: Message, acknowledge: Acknowledge) => {
      ids.push(id);
      // The first time the line breaks before the answer.
      if (count === 1) socket.conn.close();
      else acknowledge({ ok: true, position: 3 });
    });
  });
  await expect(client.command('ceremony:open', {})).resolves.toEqual({ ok: true, position: 3 });
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
  expect(client.waiting.value).toBe(0);
});

test('after a loss topics are subscribed anew, and the old view stands until the new one comes', async () => {
  const { client, views, io } = await meet((socket, count) => {
    socket.on('subscribe', ({ topic }: Message, acknowledge: Acknowledge) => {
      acknowledge({ ok: true });
      socket.emit('topic', { topic, revision: 1, snapshot: { connection: count } });
    });
  });
  client.subscribe(['stage']);
  await vi.waitFor(() => expect(views).toEqual([['stage', { connection: 1 }]]));
  for (const socket of io.sockets.sockets.values()) socket.conn.close();
  await vi.waitFor(() => expect(client.state.value.state).toBe('lost'));
  await vi.waitFor(() => expect(views.at(-1)).toEqual(['stage', { connection: 2 }]), 4_000);
  expect(client.state.value.state).toBe('connected');
});

test('a gap makes it subscribe again, once', async () => {
  let subscriptions = 0;
  const { client, views } = await meet((socket) => {
    socket.on('subscribe', ({ topic }: Message, acknowledge: Acknowledge) => {
      subscriptions += 1;
      acknowledge({ ok: true });
      socket.emit('topic', { topic, revision: subscriptions * 10, snapshot: { subscriptions } });
      if (subscriptions > 1) return;
      socket.emit('topic', { topic, revision: 12, changes: { lost: true } });
      socket.emit('topic', { topic, revision: 13, changes: { lost: true } });
    });
  });
  client.subscribe(['figures']);
  await vi.waitFor(() => expect(views.at(-1)).toEqual(['figures', { subscriptions: 2 }]));
  expect(subscriptions).toBe(2);
  expect(views).toHaveLength(2);
});

test('taken over: it says by what, stays away, and comes back when asked', async () => {
  const { client } = await meet((socket, count) => {
    if (count > 1) return;
    socket.emit('taken-over', { by: 'tab' });
    socket.disconnect(true);
  });
  await vi.waitFor(() => expect(client.state.value).toEqual({ state: 'taken-over', by: 'tab' }));
  await new Promise((resolve) => {
    setTimeout(resolve, 1_800);
  });
  expect(client.state.value.state).toBe('taken-over');
  client.comeBack();
  await vi.waitFor(() => expect(client.state.value.state).toBe('connected'), 4_000);
});

test('a refusal that only a link mends is final; a fault is tried again', async () => {
  let attempts = 0;
  const refusing = await meet(
    () => undefined,
    () => Object.assign(new Error('no'), { data: { code: 'link-revoked' } }),
  );
  await vi.waitFor(() => expect(refusing.client.state.value).toEqual({ state: 'refused', code: 'link-revoked' }));
  const faulty = await meet(
    () => undefined,
    () => ((attempts += 1) === 1 ? Object.assign(new Error('no'), { data: { code: 'internal' } }) : undefined),
  );
  await vi.waitFor(() => expect(faulty.client.state.value.state).toBe('connected'), 4_000);
});

test('a signal that is refused rejects with its code, and so does one without a connection', async () => {
  const { client } = await meet((socket) => {
    socket.on('signal', (_message: unknown, acknowledge: Acknowledge) =>
      acknowledge({ ok: false, problem: { code: 'media-unknown', detail: 'gone' } }),
    );
  });
  await expect(client.signaller.request('media:join', {})).rejects.toMatchObject({ code: 'media-not-joined' });
  await vi.waitFor(() => expect(client.state.value.state).toBe('connected'));
  await expect(client.signaller.request('media:join', {})).rejects.toMatchObject({ code: 'media-unknown' });
});
