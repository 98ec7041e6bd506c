import { readFile } from 'node:fs/promises';
import { createServer as createPlain } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { createServer as createSecure } from 'node:https';
import type { Socket } from 'node:net';
import { createSecureContext } from 'node:tls';
import { StartFault, systemCode } from '#platform/start-fault';
import type { Config } from '#server/config';
import type { TlsMaterial } from './self-signed.ts';

/** The given certificate and key, proved to belong together. @throws StartFault */
export const readTlsFiles = async (certFile: string, keyFile: string): Promise<TlsMaterial> => {
  try {
    const material = { cert: await readFile(certFile, 'utf8'), key: await readFile(keyFile, 'utf8') };
    createSecureContext(material);
    return material;
  } catch (error) {
    throw new StartFault(
      `TLS_CERT ${certFile} and TLS_KEY ${keyFile} are no certificate and key that fit each other.`,
      {
        cause: error,
      },
    );
  }
};

export type Listening = {
  readonly server: Server;
  /** Takes no more connections, lets `drain` end what runs, then closes all that is still open. */
  readonly close: (drain: () => Promise<void>) => Promise<void>;
};

export const createServer = (handler: RequestListener, tls: TlsMaterial | null): Listening => {
  const server = tls ? createSecure({ ...tls, minVersion: 'TLSv1.2' }, handler) : createPlain(handler);
  // Sockets that were upgraded are no longer the HTTP server's to close.
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return {
    server,
    close: async (drain) => {
      const closed = server.listening ? new Promise<void>((resolve) => void server.close(() => resolve())) : null;
      try {
        await drain();
      } finally {
        for (const socket of sockets) socket.destroy();
        await closed;
      }
    },
  };
};

const sentences: { readonly [code: string]: (host: string, port: number) => string } = {
  EADDRINUSE: (_, port) => `Port ${port} is already in use; stop the other program, or choose another with PORT.`,
  EACCES: (_, port) => `This user may not listen on port ${port}; choose one above 1023 with PORT.`,
  EADDRNOTAVAIL: (host) => `This machine has no address ${host}; correct HOST.`,
  ENOTFOUND: (host) => `The name ${host} has no address; correct HOST.`,
  EAI_AGAIN: (host) => `The name ${host} has no address; correct HOST.`,
};

/** @throws StartFault with a sentence */
export const listen = (server: Server, { host, port }: Pick<Config, 'host' | 'port'>): Promise<void> =>
  new Promise((resolve, reject) => {
    const failed = (error: Error): void => {
      const sentence = sentences[systemCode(error) ?? '']?.(host, port);
      reject(
        new StartFault(sentence ?? `Teken cannot listen on ${host}, port ${port}: ${error.message}.`, { cause: error }),
      );
    };
    server.once('error', failed);
    server.listen(port, host, () => {
      server.off('error', failed);
      resolve();
    });
  });

/** Listens for a moment: a wrong address or a taken port is told before minutes of work, not after. @throws StartFault */
export const provePort = async (at: Pick<Config, 'host' | 'port'>): Promise<void> => {
  const probe = createPlain();
  await listen(probe, at);
  await new Promise<void>((resolve) => void probe.close(() => resolve()));
};
