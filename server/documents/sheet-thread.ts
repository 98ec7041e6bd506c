// A thread that draws what is drawn up for whoever asks, one sheet after another (D91).
import { parentPort } from 'node:worker_threads';
import type { ThreadAnswer } from './one-thread.ts';
import type { RenderedPdf } from './render-pages.ts';
import { renderSheet, type Sheet } from './sheets.ts';

const answer = (sheet: Sheet): ThreadAnswer<RenderedPdf> => {
  try {
    const drawn = renderSheet(sheet);
    return { ok: true, made: { ...drawn, bytes: Uint8Array.from(drawn.bytes) } };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
};

const port = parentPort;
if (port === null) throw new Error('The drawing thread is started by the house, not by itself.');
port.on('message', (sheet: Sheet) => port.postMessage(answer(sheet)));
