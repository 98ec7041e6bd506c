import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { createDrawing } from '#documents/drawing';
import { renderAgreement } from '#documents/render-agreement';
import { loadTemplate } from '#documents/template';
import { createTurns } from '#platform/turns';

const folder = fileURLToPath(new URL('../../templates/partnership-agreement', import.meta.url));
const template = await loadTemplate(folder);
const at = new Date('2021-01-18T01:30:00Z');
const documentId = new Uint8Array(16).fill(7);
const factsOf = (index: number) => ({ ...template.sample, number: String(index) });

test.for([0, 1, 2])('[D90] documents drawn in %i threads have the bytes of those drawn here', async (threads) => {
  let here = 0;
  const turns = createTurns();
  const drawing = createDrawing({
    threads,
    turn: (work) => {
      here += 1;
      return turns(work);
    },
  });
  const count = 60;
  const drawn = await Promise.all(
    Array.from({ length: count }, (_, index) => drawing.draw(factsOf(index), { template, at, documentId })),
  );
  expect(here).toBe(threads === 0 ? count : 0);
  for (const [index, { bytes, pages, fields }] of drawn.entries()) {
    const own = await renderAgreement(factsOf(index), { template, at, documentId });
    expect(Buffer.compare(bytes, own.bytes)).toBe(0);
    expect([pages, fields]).toEqual([own.pages, own.fields]);
  }
  await drawing.close();
  await expect(drawing.draw(factsOf(1), { template, at, documentId })).rejects.toThrow('Drawing has ended.');
});

test('[D90] a thread that dies loses nothing', async () => {
  let dead = 0;
  process.once('worker', (worker) => {
    worker.once('message', () => void worker.terminate());
    worker.once('exit', () => (dead += 1));
  });
  const drawing = createDrawing({ threads: 1, turn: createTurns() });
  const drawn = await Promise.all(
    Array.from({ length: 20 }, (_, index) => drawing.draw(factsOf(index), { template, at, documentId })),
  );
  expect([dead, drawn.every(({ pages }) => pages > 0)]).toEqual([1, true]);
  await drawing.close();
});

test('[D90] what cannot be drawn is told to its own asker, wherever it was tried', async () => {
  const drawing = createDrawing({ threads: 1, turn: createTurns() });
  const told = await Promise.allSettled(
    Array.from({ length: 50 }, (_, index) =>
      drawing.draw(index % 2 === 0 ? factsOf(index) : { ...factsOf(index), parties: [] }, { template, at, documentId }),
    ),
  );
  expect(told.map(({ status }) => status)).toEqual(
    told.map((_, index) => (index % 2 === 0 ? 'fulfilled' : 'rejected')),
  );
  for (const one of told) if (one.status === 'rejected') expect(String(one.reason)).toMatch(/needs a party "party-1"/);
  await drawing.close();
});

test('[D96] a thread that is left alone practises, comes to rest, and draws as before', async () => {
  let worker: Worker | undefined;
  process.once('worker', (started: Worker) => (worker = started));
  const drawing = createDrawing({ threads: 1, turn: createTurns() });
  const own = await renderAgreement(factsOf(1), { template, at, documentId });
  const first = await drawing.draw(factsOf(1), { template, at, documentId });
  const busy = (): number => worker?.performance.eventLoopUtilization().active ?? 0;
  const begun = busy();
  await expect.poll(busy).toBeGreaterThan(begun + 100);
  const again = await drawing.draw(factsOf(1), { template, at, documentId });
  for (const { bytes } of [first, again]) expect(Buffer.compare(bytes, own.bytes)).toBe(0);
  const isAtRest = async (): Promise<boolean> => {
    const before = busy();
    await sleep(300);
    return busy() - before < 5;
  };
  await expect.poll(isAtRest, { timeout: 20_000 }).toBe(true);
  await drawing.close();
});
