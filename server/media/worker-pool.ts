import { setTimeout as wait } from 'node:timers/promises';

import { createWorker } from 'mediasoup';
import type { Router, TransportListenInfo, WebRtcServer, Worker } from 'mediasoup/types';

import type { Log } from '#platform/log';

import { ROUTER_CODECS } from './codecs.ts';

export type WorkerPoolOptions = {
  readonly workerBin: string;
  readonly workers: number;
  readonly listenIp: string;
  /** Address by which browsers reach `listenIp`, where it differs. */
  readonly announcedAddress: string | null;
  /** First port; each worker takes the next one. 0 takes any free ones. */
  readonly rtcPort: number;
  readonly log: Log;
};

export type RoutedWorker = { readonly router: Router; readonly server: WebRtcServer };

export type WorkerPool = AsyncDisposable & {
  /** A router on the least busy worker, or null while every worker is being replaced (M2). */
  openRouter(): Promise<RoutedWorker | null>;
  /** Settles when no worker is being replaced. */
  whole(): Promise<void>;
  /** Process ids of the workers that run. */
  pids(): readonly number[];
};

type Slot = { readonly number: number; worker: Worker | null; server: WebRtcServer | null; routers: number };

const RESPAWN_DELAYS = [0, 200, 1_000, 5_000];

/** Starts the workers; throws when one of them cannot be started or cannot listen. */
export async function openWorkerPool(options: WorkerPoolOptions): Promise<WorkerPool> {
  const slots: Slot[] = Array.from({ length: options.workers }, (_, number) => ({
    number,
    worker: null,
    server: null,
    routers: 0,
  }));
  const respawning = new Set<Promise<void>>();
  const closing = new AbortController();

  async function spawn(slot: Slot): Promise<void> {
    const worker = await createWorker({ workerBin: options.workerBin, logLevel: 'error' });
    try {
      slot.server = await worker.createWebRtcServer({ listenInfos: listenInfos(options, slot.number) });
    } catch (cause) {
      await end(worker);
      throw new Error('The media worker cannot listen on its port.', { cause });
    }
    if (closing.signal.aborted) {
      await end(worker);
      return;
    }
    slot.worker = worker;
    slot.routers = 0;
    worker.once('died', () => {
      slot.worker = null;
      slot.server = null;
      options.log.error({ worker: slot.number, pid: worker.pid }, 'media worker died');
      const replaced = respawn(slot).finally(() => respawning.delete(replaced));
      respawning.add(replaced);
    });
  }

  async function respawn(slot: Slot): Promise<void> {
    for (let attempt = 0; slot.worker === null; attempt += 1) {
      await wait(RESPAWN_DELAYS[attempt] ?? 5_000, undefined, { signal: closing.signal }).catch(() => undefined);
      if (closing.signal.aborted) return;
      try {
        await spawn(slot);
      } catch (error) {
        options.log.error({ worker: slot.number, error }, 'media worker could not be replaced yet');
      }
    }
    options.log.info({ worker: slot.number }, 'media worker replaced');
  }

  async function close(): Promise<void> {
    closing.abort();
    await Promise.all(slots.map(async (slot) => slot.worker && (await end(slot.worker))));
    await Promise.all(respawning);
  }

  try {
    await Promise.all(slots.map(spawn));
  } catch (error) {
    await close();
    throw error;
  }

  return {
    async openRouter() {
      const slot = slots.filter((each) => each.worker !== null).sort((a, b) => a.routers - b.routers)[0];
      if (!slot?.worker || !slot.server) return null;
      const { worker, server } = slot;
      slot.routers += 1;
      try {
        const router = await worker.createRouter({ mediaCodecs: ROUTER_CODECS });
        router.observer.once('close', () => {
          if (slot.worker === worker) slot.routers -= 1;
        });
        return { router, server };
      } catch (error) {
        if (worker.closed) return null;
        slot.routers -= 1;
        throw error;
      }
    },
    async whole() {
      while (respawning.size > 0) await Promise.all(respawning);
    },
    pids: () => slots.flatMap((slot) => (slot.worker ? [slot.worker.pid] : [])),
    [Symbol.asyncDispose]: close,
  };
}

// M4
function listenInfos(options: WorkerPoolOptions, number: number): TransportListenInfo[] {
  return (['udp', 'tcp'] as const).map((protocol) => ({
    protocol,
    ip: options.listenIp,
    ...(options.announcedAddress === null ? {} : { announcedAddress: options.announcedAddress }),
    ...(options.rtcPort === 0 ? {} : { port: options.rtcPort + number }),
  }));
}

// M6: `close` only asks; the process is gone when its streams are.
async function end(worker: Worker): Promise<void> {
  if (worker.subprocessClosed) return;
  const gone = new Promise<void>((resolve) => {
    worker.once('subprocessclose', resolve);
  });
  worker.close();
  await Promise.race([gone, wait(2_000, undefined, { ref: false })]);
}
