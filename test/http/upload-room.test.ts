import { setTimeout as sleep } from 'node:timers/promises';
import { pbkdf2 } from 'node:crypto';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createUploadRoom } from '#http/upload-room';
import { makeTicket } from '#identity/tickets';
import { now, startHttpHouse, ticketKey } from '#support/http-house';

const never = new AbortController().signal;

test('[H58] files beyond the sum wait in order until there is room', async () => {
  const room = createUploadRoom({ bytes: 100, bytesOfOne: 100 });
  const order: string[] = [];
  const take = async (name: string, bytes: number) => {
    const release = await room.take(name, bytes, never);
    order.push(name);
    return release;
  };
  const first = await take('a', 60);
  const waiting = [take('b', 60), take('c', 30)];
  await Promise.resolve();
  expect(order).toEqual(['a', 'c']);
  first?.();
  first?.();
  await Promise.all(waiting);
  expect(order).toEqual(['a', 'c', 'b']);
});

test('[H58] one sender’s share holds up that sender alone, and one file always fits', async () => {
  const room = createUploadRoom({ bytes: 100, bytesOfOne: 40, filesOfOne: 2, waitMs: 20 });
  expect(await room.take('a', 500, never)).not.toBeNull();
  expect(await room.take('a', 1, never)).toBeNull();
  const other = createUploadRoom({ bytes: 100, bytesOfOne: 40, filesOfOne: 2, waitMs: 20 });
  expect(await other.take('a', 1, never)).not.toBeNull();
  expect(await other.take('a', 1, never)).not.toBeNull();
  expect(await other.take('a', 1, never)).toBeNull();
  expect(await other.take('b', 40, never)).not.toBeNull();
});

test('[H58] who waits leaves no trace when they go, and beyond the queue nobody waits', async () => {
  const room = createUploadRoom({ bytes: 10, waiting: 1 });
  const held = await room.take('a', 10, never);
  const gone = new AbortController();
  const left = room.take('b', 10, gone.signal);
  expect(await room.take('c', 10, never)).toBeNull();
  gone.abort();
  expect(await left).toBeNull();
  const next = room.take('d', 10, never);
  held?.();
  expect(await next).not.toBeNull();
});

test('[H58] who is refused, or has gone, is not remembered', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const room = createUploadRoom({ bytes: 10, waiting: 0 });
  const release = await room.take('a', 10, never);
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let sender = 0; sender < 1_000; sender += 1) {
    expect(await room.take(`${'x'.repeat(50_000)}${sender}`, 1, never)).toBeNull();
  }
  collect();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(10_000_000);
  release?.();
});

test('[H65] who leaves before there is room for their file takes none', async () => {
  await using house = await startHttpHouse({ room: { files: 1, waiting: 0 } });
  const ticket = await makeTicket(ticketKey, { ceremonyId: 'sample', personId: 'ani', deviceId: 'd', serial: 9 }, now);
  // Every thread is busy that could look at tickets.
  const busy = Array.from({ length: 16 }, async () => promisify(pbkdf2)('x', 'x', 400_000, 32, 'sha256'));
  const socket = connect(house.port, '127.0.0.1').on('error', () => undefined);
  socket.write(
    `POST /api/verify HTTP/1.1\r\nHost: x\r\nCookie: teken.sample.ani=${ticket}\r\nContent-Length: 100000\r\n\r\n%PDF-2.0`,
  );
  await sleep(100);
  socket.destroy();
  await Promise.all(busy);
  await sleep(100);
  expect((await fetch(`${house.url}/api/verify`, { method: 'POST', body: '%PDF-2.0' })).status).toBe(200);
  const gone = new AbortController();
  gone.abort();
  expect(await createUploadRoom().take('a', 1, gone.signal)).toBeNull();
});

test('[H58] a file for which there is no room is refused with a sentence and a time, and later taken', async () => {
  const gate = Promise.withResolvers<void>();
  let judging = 0;
  await using house = await startHttpHouse(
    { room: { files: 1, waiting: 0 } },
    {
      verifyFile: async () => {
        judging += 1;
        await gate.promise;
        return { ok: false, problem: { code: 'unreadable', detail: 'It is none.' } };
      },
    },
  );
  const verify = () => fetch(`${house.url}/api/verify`, { method: 'POST', body: '%PDF-2.0' });
  const first = verify();
  await expect.poll(() => judging).toBe(1);
  const refused = await verify();
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
  expect(await refused.json()).toMatchObject({ code: 'busy', detail: expect.stringMatching(/try again/) });
  gate.resolve();
  expect((await first).status).toBe(422);
  expect((await verify()).status).toBe(422);
});

test('[H59] a file that comes too slowly is given up with a sentence', async () => {
  const upload = { maxBytes: 1024 * 1024, maxDiscardBytes: 1024 * 1024, slowAfterMs: 50 };
  await using house = await startHttpHouse({ upload, room: { files: 1, waiting: 0 } });
  const socket = connect(house.port, '127.0.0.1').on('error', () => undefined);
  let answer = '';
  socket.on('data', (piece: Buffer) => (answer += piece.toString()));
  socket.write('POST /api/verify HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n%PDF-2.0');
  await expect.poll(() => answer).toMatch(/^HTTP\/1\.1 408 [\s\S]*"too-slow"/);
  const next = await fetch(`${house.url}/api/verify`, { method: 'POST', body: '%PDF-2.0' });
  expect(next.status).toBe(200);
  socket.destroy();
});

test('[H59] a small file over a slow line arrives', async () => {
  const upload = { maxBytes: 1024 * 1024, maxDiscardBytes: 1024 * 1024, slowAfterMs: 100 };
  await using house = await startHttpHouse({ upload });
  const pieces = ['%PDF-2.0', ...Array.from({ length: 10 }, () => 'x'.repeat(299))];
  const length = pieces.join('').length;
  const socket = connect(house.port, '127.0.0.1').on('error', () => undefined);
  let answer = '';
  socket.on('data', (piece: Buffer) => (answer += piece.toString()));
  socket.write(`POST /api/verify HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\n`);
  for (const piece of pieces) {
    socket.write(piece);
    await sleep(40);
  }
  await expect.poll(() => answer).toMatch(/^HTTP\/1\.1 200 /);
  socket.destroy();
});
