import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { connect } from 'node:net';
import { request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startHttpHouse } from '#support/http-house';
import type { HttpHouse } from '#support/http-house';

// What is held counts, not what nobody has swept up yet: a collection leaves buffers to a thread that may not get its turn at once.
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const buffersHeld = async (): Promise<number> => {
  let held = Number.POSITIVE_INFINITY;
  for (let unchanged = 0; unchanged < 5;) {
    collectGarbage();
    await setTimeout(50);
    const { arrayBuffers } = process.memoryUsage();
    unchanged = arrayBuffers < held - MB ? 0 : unchanged + 1;
    held = Math.min(held, arrayBuffers);
  }
  return held;
};

let server: HttpHouse;
beforeAll(async () => void (server = await startHttpHouse()));
afterAll(() => server[Symbol.asyncDispose]());

const MB = 1024 * 1024;
const pdfOf = (bytes: number) => Buffer.concat([Buffer.from('%PDF-2.0\n'), Buffer.alloc(bytes - 9, 0x20)]);
const verify = (body: BodyInit) =>
  fetch(`${server.url}/api/verify`, { method: 'POST', headers: { 'content-type': 'application/pdf' }, body });

type Seen = { status: number; code: string; sent: number };
/** Writes `megabytes` of a PDF, announced by its length or in chunks, and reads the answer as any client would. */
const stream = (megabytes: number, announced: boolean): Promise<Seen> =>
  new Promise((resolve, reject) => {
    let sent = 0;
    const headers = announced ? { 'content-length': megabytes * MB } : { 'transfer-encoding': 'chunked' };
    const upload = request(`${server.url}/api/verify`, { method: 'POST', headers }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (piece: string) => (body += piece));
      answer.on('end', () => {
        const { code } = JSON.parse(body) as { code: string };
        resolve({ status: answer.statusCode ?? 0, code, sent });
      });
    });
    upload.on('error', reject);
    const write = (): void => {
      if (sent >= megabytes) return void upload.end();
      const piece = sent++ === 0 ? pdfOf(MB) : Buffer.alloc(MB, 0x20);
      if (upload.write(piece)) setImmediate(write);
      else upload.once('drain', write);
    };
    write();
  });

describe('a file for verification', () => {
  test('[H8] is taken up to exactly 25 MB', async () => {
    const answer = await verify(pdfOf(25 * MB));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ document: { bytes: 25 * MB } });
    const more = await verify(pdfOf(25 * MB + 1));
    expect(more.status).toBe(413);
  });

  test.each([
    ['announced by its length', true],
    ['streamed without a length', false],
  ])('[H8] of 50 MB, %s, is refused, and its sender reads the refusal', async (_, announced) => {
    const before = await buffersHeld();
    expect(await stream(50, announced)).toMatchObject({ status: 413, code: 'file-too-large' });
    expect((await buffersHeld()) - before).toBeLessThan(10 * MB);
  });

  test('[H8] that fetch sends in 50 MB gets the refusal, and the next request is served', async () => {
    const answer = await verify(pdfOf(50 * MB));
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ code: 'file-too-large' });
    expect((await verify(pdfOf(100))).status).toBe(200);
  });

  test('[H8] announced as too large is refused before a byte of it is sent', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.write(`POST /api/verify HTTP/1.1\r\nHost: x\r\nContent-Length: ${50 * MB}\r\n\r\n`);
    const [first] = await new Promise<Buffer[]>((resolve) => socket.once('data', (piece: Buffer) => resolve([piece])));
    expect(first?.toString()).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
  });

  test('[H8] without end is cut off once too much has been thrown away', async () => {
    await using small = await startHttpHouse({ upload: { maxBytes: MB, maxDiscardBytes: 4 * MB } });
    const socket = connect(small.port, '127.0.0.1');
    let answer = '';
    let written = 0;
    socket.on('data', (piece: Buffer) => (answer += piece.toString())).on('error', () => undefined);
    const closed = new Promise<void>((resolve) => void socket.once('close', () => resolve()));
    socket.write(`POST /api/verify HTTP/1.1\r\nHost: x\r\nContent-Length: ${1000 * MB}\r\n\r\n`);
    const write = (): void => {
      if (socket.destroyed || written >= 100) return;
      written++;
      if (socket.write(pdfOf(MB))) setImmediate(write);
      else socket.once('drain', write);
    };
    write();
    await closed;
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(written).toBeLessThan(60);
  });

  test.each([
    ['a picture', Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.alloc(5000)])],
    ['nothing', Buffer.alloc(0)],
    ['a few words', Buffer.from('hello')],
    ['a header after the first kilobyte', Buffer.concat([Buffer.alloc(1024), pdfOf(100)])],
  ])('[H8] that is no PDF (%s) is refused', async (_, bytes) => {
    const answer = await verify(new Uint8Array(bytes));
    expect(answer.status).toBe(415);
    expect(await answer.json()).toMatchObject({ code: 'not-a-pdf' });
  });

  test('[H8] of 50 MB that is no PDF is refused at its first kilobyte', async () => {
    const answer = await verify(Buffer.alloc(20 * MB));
    expect(answer.status).toBe(415);
  });

  test('[H8] sent slowly on purpose keeps nobody else out', async () => {
    const slow = Array.from({ length: 20 }, () => connect(server.port, '127.0.0.1').on('error', () => undefined));
    for (const socket of slow)
      socket.write(
        'POST /api/verify HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 192.0.2.66\r\nContent-Length: 1000\r\n\r\n%PDF-2.0',
      );
    await setTimeout(100);
    expect((await verify(pdfOf(100))).status).toBe(200);
    for (const socket of slow) socket.destroy();
  });

  test('[H8] whose sender leaves halfway disturbs nobody', async () => {
    const logged = server.log.length;
    for (let n = 0; n < 20; n++) {
      const socket = connect(server.port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write('POST /api/verify HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n%PDF-2.0');
      await setTimeout(5);
      socket.destroy();
    }
    await setTimeout(50);
    // More than the sixteen places there are: none was kept by those who left.
    expect((await verify(pdfOf(100))).status).toBe(200);
    expect(server.log.length).toBe(logged);
  });

  test('[H2] that makes the house fail is told without its inside, and logged with it', async () => {
    const answer = await verify('%PDF-2.0 fault');
    expect(answer.status).toBe(500);
    const body = await answer.text();
    expect(body).toContain('"code":"internal"');
    expect(body).not.toMatch(/secret path|\.ts|at /);
    expect(server.log.join()).toContain('secret path');
  });
});

const look = async (code: string) => (await fetch(`${server.url}/api/verify/${code}`)).status;

describe('a code', () => {
  test('[H8] of a document tells of it; any other is unknown', async () => {
    expect(await look('A'.repeat(22))).toBe(200);
    expect(await look('B'.repeat(22))).toBe(404);
    expect(await look('x')).toBe(404);
    expect(await look('A'.repeat(4000))).toBe(404);
  });
});
