// A thread that makes copies for folders, one after another (D50).
import { parentPort } from 'node:worker_threads';
import { renderCopy } from './copy.ts';
import type { ThreadAnswer } from './one-thread.ts';

const answer = async (signed: Uint8Array): Promise<ThreadAnswer<Uint8Array>> => {
  try {
    return { ok: true, made: Uint8Array.from(await renderCopy(signed)) };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
};

const port = parentPort;
if (port === null) throw new Error('The copying thread is started by the house, not by itself.');
port.on('message', (signed: Uint8Array) => void answer(signed).then((told) => port.postMessage(told)));
