import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

import { Server } from 'socket.io';
import { build } from 'vite';

import type { Log } from '#platform/log';
import { openMedia } from '#media/media';
import { handleSignal } from '#realtime/media-handlers';

import { mediaPermissions } from './media-permissions.ts';
import { workerBin } from './worker-bin.ts';

const CEREMONY = 'sample';
const silent = () => undefined;
export const silentLog: Log = { debug: silent, info: silent, warn: silent, error: silent };

/** Real media behind the least of servers: a blank page with the client's media code, and Socket.IO without tickets. */
export async function openMediaEdge(options: { readonly workers: number }) {
  const script = await bundleMediaPage();
  const permissions = mediaPermissions();
  const media = await openMedia({
    workerBin: workerBin(),
    workers: options.workers,
    listenIp: '127.0.0.1',
    announcedAddress: null,
    rtcPort: 0,
    log: silentLog,
  });
  const http = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><title>Media</title><script src="/page.js"></script>');
  });
  const io = new Server(http, { serveClient: false });
  media.openCeremony(CEREMONY, {
    may: permissions.may,
    tell: (to, event, payload) => io.to(to.map((peer) => peer.connectionId)).emit(event, payload),
  });
  io.on('connection', (socket) => {
    const personId = String(socket.handshake.auth['personId']);
    const peer = { ceremonyId: CEREMONY, personId, connectionId: socket.id };
    socket.onAny((name: string, payload: unknown, acknowledge: (outcome: unknown) => void) => {
      void handleSignal(media, peer, name, payload).then(acknowledge);
    });
    socket.on('disconnect', () => media.drop(peer));
  });
  await new Promise<void>((resolve) => {
    http.listen(0, '127.0.0.1', resolve);
  });
  // `listen` on a port always yields an AddressInfo.
  const { port } = http.address() as AddressInfo;

  return {
    url: `http://localhost:${port}/`,
    port,
    ceremonyId: CEREMONY,
    media,
    scriptBytes: script.length,
    allow: permissions.allow,
    /** Cuts every connection as a failing network would; clients come back by themselves. */
    cutConnections() {
      for (const socket of io.sockets.sockets.values()) socket.conn.close();
    },
    async [Symbol.asyncDispose]() {
      await io.close();
      await media[Symbol.asyncDispose]();
    },
  };
}

export async function bundleMediaPage(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL('../..', import.meta.url)),
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      lib: {
        entry: fileURLToPath(new URL('media-page.ts', import.meta.url)),
        formats: ['iife'],
        name: 'mediaPage',
        fileName: 'page',
      },
    },
  });
  for (const { output } of [built].flat().filter((each) => 'output' in each)) {
    for (const file of output) if (file.type === 'chunk') return file.code;
  }
  throw new Error('The media page could not be built.');
}
