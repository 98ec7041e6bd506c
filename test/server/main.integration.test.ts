import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { get } from 'node:https';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { beforeAll, describe, expect, test } from 'vitest';
import { freePort, startServer, startThroughNpm } from '#support/server-process';
import type { ServerProcess } from '#support/server-process';

/** What a start that must fail says: exit code and the sentences, which hold no stack. */
const refusal = async (server: ServerProcess) => {
  expect(await server.ready).toBe(false);
  const code = await server.ended();
  const said = server.stderr().trim();
  expect(said).not.toMatch(/^\s+at /m);
  expect(server.stdout()).toBe('');
  return { code, said };
};
let prepared = '';
/** A first start brings in the sample ceremony; once is enough for all of these tests. */
beforeAll(async () => {
  await using first = await startServer({ SAMPLE: 'yes' });
  expect(await first.ready).toBe(true);
  first.child.kill('SIGTERM');
  expect(await first.ended()).toBe(0);
  prepared = first.dataDir;
}, 240_000);
const laterStart = async (env: Record<string, string> = {}, nodeOptions: readonly string[] = []) => {
  const dataDir = join(await mkdtemp(join(tmpdir(), 'teken-server-')), 'data');
  await cp(prepared, dataDir, { recursive: true });
  return startServer({ DATA_DIR: dataDir, ...env }, nodeOptions);
};
const get200 = async (url: string) => (await fetch(url)).status;

describe('starting and stopping', () => {
  test('the ready line, health, data for the owner only, and a stop within 5 s', async () => {
    await using server = await laterStart();
    expect(await server.ready).toBe(true);
    expect(server.stdout()).toMatch(new RegExp(`^Teken is ready at http://localhost:${server.port}\\n`));
    const health = await fetch(`http://127.0.0.1:${server.port}/healthz`);
    expect(await health.json()).toMatchObject({ status: 'ok' });
    expect(await get200(`http://127.0.0.1:${server.port}/authority/root.pem`)).toBe(200);
    expect(server.stdout()).toMatch(/^ {2}director .+ http:\/\/localhost:\d+\/j\/[\w-]+$/m);
    expect((await stat(join(server.dataDir, 'links.csv'))).mode & 0o777).toBe(0o600);
    expect((await stat(prepared)).mode & 0o777).toBe(0o700);
    const keys = join(server.dataDir, 'keys');
    for (const name of await readdir(keys))
      if (name.endsWith('.key') || name.endsWith('.key.pem'))
        expect((await stat(join(keys, name))).mode & 0o777).toBe(0o600);

    // A client that keeps its connection open must not keep the process.
    const stopping = performance.now();
    server.child.kill('SIGTERM');
    expect(await server.ended()).toBe(0);
    const took = Math.round(performance.now() - stopping);
    expect(took).toBeLessThan(5000);
    expect(server.stderr()).not.toContain('"level":"error"');
  });

  test('[B14] a signal that reaches npm reaches Teken', async () => {
    await using server = await startThroughNpm();
    expect(await server.ready).toBe(true);
    server.child.kill('SIGTERM');
    expect(await server.ended()).toBe(0);
    await expect(fetch(`http://127.0.0.1:${server.port}/healthz`)).rejects.toThrow('fetch failed');
  });

  test('what was made at the first start is there at the second', async () => {
    await using first = await laterStart();
    expect(await first.ready).toBe(true);
    const root = await (await fetch(`http://127.0.0.1:${first.port}/authority/root.pem`)).text();
    first.child.kill('SIGINT');
    expect(await first.ended()).toBe(0);
    await using second = await laterStart({ DATA_DIR: first.dataDir });
    expect(await second.ready).toBe(true);
    expect(await (await fetch(`http://127.0.0.1:${second.port}/authority/root.pem`)).text()).toBe(root);
  });

  test('after SIGKILL nothing has to be cleaned up', async () => {
    await using first = await laterStart();
    expect(await first.ready).toBe(true);
    first.child.kill('SIGKILL');
    await first.ended();
    await using second = await laterStart({ DATA_DIR: first.dataDir });
    expect(await second.ready).toBe(true);
  });

  test('an uncaught fault is logged, everything is closed, and the exit code is 1', async () => {
    const throwOnSignal = 'data:text/javascript,process.on("SIGUSR2",()=>{throw new Error("thrown by the test")})';
    await using server = await laterStart({}, ['--import', throwOnSignal]);
    expect(await server.ready).toBe(true);
    server.child.kill('SIGUSR2');
    expect(await server.ended()).toBe(1);
    const lines = server.stderr().trim().split('\n');
    expect(lines.map((line): unknown => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ level: 'error', fault: 'uncaughtException', msg: 'uncaught fault' }),
    );
    // The lock was given back, not left to the end of the process.
    expect(await readdir(server.dataDir)).not.toContain('lock.pid');
  });

  test('beyond loopback: https with a certificate of its own, whose fingerprint is printed and which stays', async () => {
    const seen: string[] = [];
    let dataDir: Record<string, string> = {};
    for (let n = 0; n < 2; n++) {
      await using server = await laterStart({
        HOST: '0.0.0.0',
        ANNOUNCED_ADDRESS: '127.0.0.1',
        PUBLIC_URL: 'https://teken.example',
        ...dataDir,
      });
      expect(await server.ready).toBe(true);
      dataDir = { DATA_DIR: server.dataDir };
      const request = get({ host: '127.0.0.1', port: server.port, path: '/healthz', rejectUnauthorized: false });
      const [answer] = (await once(request, 'response')) as [{ socket: TLSSocket; statusCode: number }];
      expect(answer.statusCode).toBe(200);
      const certificate = new X509Certificate(answer.socket.getPeerCertificate().raw);
      expect(certificate.checkHost('teken.example')).toBe('teken.example');
      expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
      expect(certificate.publicKey.asymmetricKeyDetails).toMatchObject({ namedCurve: 'prime256v1' });
      expect(server.stdout()).toContain(`SHA-256 ${certificate.fingerprint256}`);
      expect((await stat(join(server.dataDir, 'keys', 'self-signed.pem'))).mode & 0o777).toBe(0o600);
      seen.push(certificate.fingerprint256);
      server.child.kill('SIGTERM');
      expect(await server.ended()).toBe(0);
    }
    expect(seen[0]).toBe(seen[1]);
  });
});

describe('a start that fails says why in a sentence, with exit code 1', () => {
  test('wrong settings, all at once', async () => {
    await using server = await startServer({ PORT: '99999', LOG_LEVEL: 'loud' });
    expect(await refusal(server)).toEqual({
      code: 1,
      said:
        'PORT must be a whole number from 1 to 65535, not "99999".\n' +
        'LOG_LEVEL must be one of debug, info, warn, error, silent, not "loud".',
    });
  });

  test('a taken port', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    await using server = await startServer({ PORT: String(port) });
    const { code, said } = await refusal(server);
    expect({ code, said }).toEqual({
      code: 1,
      said: `Port ${port} is already in use; stop the other program, or choose another with PORT.`,
    });
    other.close();
  });

  test('a second process on the same data, which does not disturb the first', async () => {
    await using first = await laterStart();
    expect(await first.ready).toBe(true);
    await using second = await laterStart({ DATA_DIR: first.dataDir });
    const { code, said } = await refusal(second);
    expect(code).toBe(1);
    expect(said).toBe(
      `The data folder ${first.dataDir} is in use by process ${first.child.pid}. Stop it first, or name another folder with DATA_DIR.`,
    );
    expect(await get200(`http://127.0.0.1:${first.port}/healthz`)).toBe(200);
  });

  test('a folder that cannot be written', async () => {
    await using server = await startServer({ DATA_DIR: '/proc/teken' });
    const { code, said } = await refusal(server);
    expect(code).toBe(1);
    expect(said).toBe('Teken cannot write to its data folder /proc/teken: no folder can be made there.');
  });

  test('[S83] a missing or wrong passphrase of the keys', async () => {
    await using first = await laterStart({ KEY_PASSPHRASE: 'kata sandi contoh' });
    expect(await first.ready).toBe(true);
    first.child.kill('SIGTERM');
    expect(await first.ended()).toBe(0);
    await using without = await laterStart({ DATA_DIR: first.dataDir });
    const missing = await refusal(without);
    expect(missing.code).toBe(1);
    expect(missing.said).toMatch(/is encrypted: give its passphrase with KEY_PASSPHRASE or KEY_PASSPHRASE_FILE\.$/);
    await using other = await laterStart({ DATA_DIR: first.dataDir, KEY_PASSPHRASE: 'kata sandi salah' });
    const wrong = await refusal(other);
    expect(wrong.code).toBe(1);
    expect(wrong.said).toMatch(/does not open with the passphrase of .* Nothing was changed\.$/);
  });

  test('a damaged database', async () => {
    await using first = await laterStart();
    expect(await first.ready).toBe(true);
    first.child.kill('SIGTERM');
    await first.ended();
    const file = join(first.dataDir, 'teken.db');
    await truncate(file, 0);
    await writeFile(file, 'this is no database at all'.repeat(400));
    await using server = await laterStart({ DATA_DIR: first.dataDir });
    const { code, said } = await refusal(server);
    expect(code).toBe(1);
    expect(said).toMatch(/^The database .+teken\.db is damaged \(.+\)\. Nothing was changed\./);
  });

  test('no media worker, or a program that is none', async () => {
    await using missing = await startServer({ MEDIASOUP_WORKER_BIN: '' });
    expect(await refusal(missing)).toEqual({
      code: 1,
      said: 'The media worker is not set up: start Teken with npm start, or name the worker with MEDIASOUP_WORKER_BIN.',
    });
    await using wrong = await startServer({ MEDIASOUP_WORKER_BIN: '/bin/false' });
    const { code, said } = await refusal(wrong);
    expect(code).toBe(1);
    expect(said).toMatch(/^Video and sound cannot start: /m);
  });

  test('a certificate and a key that are none', async () => {
    const file = join(import.meta.dirname, 'config.test.ts');
    await using server = await startServer({ TLS_CERT: file, TLS_KEY: file });
    const { code, said } = await refusal(server);
    expect(code).toBe(1);
    expect(said).toBe(`TLS_CERT ${file} and TLS_KEY ${file} are no certificate and key that fit each other.`);
  });
});
