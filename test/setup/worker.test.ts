import { existsSync, mkdirSync, mkdtempSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ninjaAdvance } from '../../server/setup/worker/build.mjs';
import { withBuildLock } from '../../server/setup/worker/build-lock.mjs';
import { firstProved } from '../../server/setup/worker/candidates.mjs';
import { recallChoice, rememberChoice } from '../../server/setup/worker/chosen.mjs';
import { builtKey } from '../../server/setup/worker/key.mjs';
import { fetchPrebuilt, fileFromTar, prebuiltName } from '../../server/setup/worker/prebuilt.mjs';
import { isProved, prove } from '../../server/setup/worker/proof.mjs';
import { layOut } from '../../server/setup/worker/recipe.mjs';
import { SetupRefusal } from '../../server/setup/refusal.mjs';
import { root } from '#support/source-files';

const place = (): string => mkdtempSync(join(tmpdir(), 'teken-setup-'));

const file = (folder: string, name: string, content = name): string => {
  writeFileSync(join(folder, name), content, { mode: 0o755 });
  return join(folder, name);
};

const kind = { version: '3.27.1', platform: 'linux', arch: 'x64' };
const versions = new Map([
  ['libssl-dev', '3.0.22-1'],
  ['libuv1-dev', '1.44.2-1'],
]);

test('[B6] the key changes with the version, the machine, the recipe and each library, and with nothing else', () => {
  const key = builtKey(kind, 'recipe', versions);
  expect(builtKey(kind, 'recipe', new Map([...versions].toReversed()))).toBe(key);
  const others = [
    builtKey({ ...kind, version: '3.27.2' }, 'recipe', versions),
    builtKey({ ...kind, arch: 'arm64' }, 'recipe', versions),
    builtKey(kind, 'another', versions),
    builtKey(kind, 'recipe', new Map([...versions, ['libssl-dev', '3.0.22-2']])),
    builtKey(kind, 'recipe', new Map([...versions].slice(1))),
  ];
  expect(new Set([key, ...others]).size).toBe(6);
});

test('[B4] [B5] the first that works is taken; what does not work is named with the reason', async () => {
  const folder = place();
  const broken = file(folder, 'broken');
  const good = file(folder, 'good');
  const said: string[] = [];
  const found = await firstProved(
    [
      { name: 'the absent one', ours: false, find: () => Promise.resolve(undefined) },
      { name: "the operator's", ours: false, find: () => Promise.resolve(broken) },
      { name: 'the official one', ours: true, find: () => Promise.reject(new Error('no answer')) },
      { name: 'the built one', ours: true, find: () => Promise.resolve(good) },
      { name: 'one too many', ours: true, find: () => Promise.reject(new Error('never asked')) },
    ],
    (worker) => Promise.resolve(worker === good ? undefined : 'it made no router'),
    (line) => said.push(line),
  );
  expect(found).toBe(good);
  expect(said).toEqual([
    `Media worker: the operator's is not used: ${broken} does not work: it made no router.`,
    'Media worker: the official one is not used: no answer',
  ]);
  expect(existsSync(broken), "the operator's file is not ours to take away").toBe(true);
});

test('[B5] a spoilt file of our own is taken away', async () => {
  const spoilt = file(place(), 'spoilt');
  const one = { name: 'cached', ours: true, find: () => Promise.resolve(spoilt) };
  await expect(
    firstProved(
      [one],
      () => Promise.resolve('it is empty'),
      () => {},
    ),
  ).rejects.toThrow('it is empty');
  expect(existsSync(spoilt)).toBe(false);
});

test('[B9] when nothing works there is one sentence and one command', async () => {
  const one = {
    name: 'one built here',
    ours: true,
    find: () => Promise.reject(new SetupRefusal("Building needs Debian's meson.", 'apt-get install -y meson')),
  };
  await expect(
    firstProved(
      [one],
      () => Promise.resolve(undefined),
      () => {},
    ),
  ).rejects.toMatchObject({
    message: "There is no media worker that works on this machine. Building needs Debian's meson.",
    mend: 'apt-get install -y meson',
  });
});

test('[B5] [B7] a file that is no worker is refused with a reason; a proof ends with its file', async () => {
  const folder = place();
  const task = (worker: string) => ({ folder, mediasoup: '3.27.1', worker, node: process.execPath });
  expect(await prove(task(join(folder, 'nowhere')))).toContain('there is no file');
  const wrong = file(folder, 'wrong', '#!/bin/sh\nexit 1\n');
  expect(await prove(task(wrong))).not.toBeUndefined();
  expect(isProved(folder, '3.27.1', wrong)).toBe(false);
});

test('[B7] the choice stands while worker and libraries are the same files', () => {
  const folder = place();
  const worker = file(folder, 'worker');
  const library = file(folder, 'library');
  const memory = join(folder, 'choice.json');
  expect(recallChoice(memory)).toBeUndefined();
  rememberChoice(memory, worker, [library]);
  expect(recallChoice(memory)).toBe(worker);
  utimesSync(library, 1, 1);
  expect(recallChoice(memory)).toBeUndefined();
});

test('[B8] the second waits for the first, and a dead holder holds nothing', async () => {
  const lock = join(place(), 'build.lock');
  const order: string[] = [];
  await withBuildLock(
    lock,
    () => order.push('waited for nobody'),
    async () => {
      const second = withBuildLock(
        lock,
        () => order.push('waiting'),
        async () => order.push('second'),
      );
      await new Promise((resolve) => setTimeout(resolve, 50));
      order.push('first');
      void second;
    },
  );
  await expect.poll(() => order).toEqual(['waiting', 'first', 'second']);
  // No process has this id: Linux gives none beyond 4194304.
  writeFileSync(lock, '99999999');
  expect(
    await withBuildLock(
      lock,
      () => order.push('wrong'),
      () => Promise.resolve('taken over'),
    ),
  ).toBe('taken over');
  expect(order).not.toContain('wrong');
});

/** A tar archive of one file, as tar itself lays it out. */
const tarOf = (name: string, content: string): Buffer => {
  const header = Buffer.alloc(512);
  header.write(name);
  header.write(content.length.toString(8).padStart(11, '0'), 124);
  return Buffer.concat([header, Buffer.from(content), Buffer.alloc(1024 - (content.length % 512))]);
};

test("[B4] the official worker is fetched by mediasoup's own name for it, and unpacked", async () => {
  const host = { ...kind, kernel: '6.1.0-18-amd64' };
  expect(prebuiltName(host)).toBe('mediasoup-worker-3.27.1-linux-x64-kernel6.tgz');
  const archive = gzipSync(tarOf('mediasoup-worker', 'a worker'));
  const server = createServer((request, response) => {
    const known = request.url === '/base/3.27.1/mediasoup-worker-3.27.1-linux-x64-kernel6.tgz';
    response.writeHead(known ? 200 : 404, { connection: 'close' }).end(known ? archive : undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/base`;
  const target = join(place(), 'deep', 'mediasoup-worker');
  await fetchPrebuilt({ base, host, target, fetch });
  expect(readFileSync(target, 'utf8')).toBe('a worker');
  const elsewhere = { ...host, arch: 's390x' };
  await expect(fetchPrebuilt({ base, host: elsewhere, target, fetch })).rejects.toThrow('answered 404');
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await expect(fetchPrebuilt({ base, host, target, fetch })).rejects.toThrow('ECONNREFUSED');
});

test('[B4] an archive without the worker, or cut short, gives none', () => {
  expect(fileFromTar(tarOf('README', 'x'), 'mediasoup-worker')).toBeUndefined();
  expect(fileFromTar(tarOf('mediasoup-worker', 'x'.repeat(600)).subarray(0, 700), 'mediasoup-worker')).toBeUndefined();
});

test("[B11] Ninja's lines become progress", () => {
  expect(ninjaAdvance('[57/261] Compiling C++ object')).toEqual({ done: 57, of: 261 });
  expect(ninjaAdvance('ninja: Entering directory')).toBeUndefined();
});

test('[B6] the recipe fits the installed mediasoup: changes made, every subproject in its place', () => {
  const workshop = join(place(), 'workshop');
  layOut(join(root, 'node_modules', 'mediasoup', 'worker'), workshop);
  expect(readFileSync(join(workshop, 'src', 'RTC', 'DtlsTransport.cpp'), 'utf8')).toContain(
    '(operationType & BIO_CB_RETURN) ?',
  );
  expect(readFileSync(join(workshop, 'meson.build'), 'utf8')).toContain("meson_version: '>= 1.0.0'");
  expect(existsSync(join(workshop, 'subprojects', 'libsrtp-3.0.0-beta-2fc078db', 'include', 'srtp.h'))).toBe(true);
});

test('[B6] sources that are not the known ones are refused, not built', () => {
  const strange = place();
  mkdirSync(join(strange, 'src', 'RTC'), { recursive: true });
  file(strange, 'meson.build', "project('something else')");
  expect(() => layOut(strange, join(place(), 'workshop'))).toThrow('is not the one that this build knows');
});
