import { afterAll, expect, test } from 'vitest';
import { createVerifier, type Verifier } from '#signing/verifier';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bounded } from '#signing/verify/bounded';
import { AT, certifiedPdf, openSigningKit } from '#support/signing-kit';
import { signablePdf } from '#support/signable-pdf';

const folder = mkdtempSync(join(tmpdir(), 'teken-verifier-'));
const opened: Verifier[] = [];
afterAll(async () => {
  await Promise.all(opened.map((one) => one.stop()));
  rmSync(folder, { recursive: true });
});
const verifier = (options: Parameters<typeof createVerifier>[0]): Verifier => {
  const one = createVerifier(options);
  opened.push(one);
  return one;
};
/** A thread that does what the first byte of a file says: answers, goes on for ever, eats memory or leaves. */
const odd = (): URL => {
  const file = join(folder, 'odd.mjs');
  writeFileSync(
    file,
    `import { parentPort } from 'node:worker_threads';
parentPort.on('message', ({ bytes }) => {
  if (bytes[0] === 1) for (;;);
  if (bytes[0] === 2) { const held = []; for (;;) held.push(Array.from({ length: 100000 }, () => ({ }))); }
  if (bytes[0] === 3) process.exit(0);
  parentPort.postMessage({ ok: true, judged: { under: 0, report: { unreadable: true, problem: 'unreadable: x' } } });
});`,
  );
  return pathToFileURL(file);
};
const trust = { roots: [], now: AT };

test('[F20] files are judged in a thread, by the first trust that knows whose they are', async () => {
  const kit = await openSigningKit();
  const bytes = Buffer.from(await certifiedPdf(kit, Buffer.from(await signablePdf())));
  const one = verifier({ threads: 1 });
  const ours = { roots: [kit.authority.root], now: AT };
  const seen: number[] = [];
  const timer = setInterval(() => seen.push(performance.now()), 5);
  const answers = await Promise.all([
    one.judge(Uint8Array.from(bytes), [ours]),
    one.judge(Uint8Array.from(bytes), [trust, ours]),
    one.judge(Uint8Array.from(bytes), [trust, trust]),
    one.judge(Buffer.from('%PDF-1.7 x'), [ours]),
  ]);
  clearInterval(timer);
  expect(answers.map((each) => (each.outcome === 'judged' ? each.under : each.outcome))).toEqual([0, 1, 0, 0]);
  expect(answers).toMatchObject([
    { report: { verdict: 'valid' } },
    { report: { verdict: 'valid' } },
    { report: { verdict: 'indeterminate' } },
    { report: { unreadable: true } },
  ]);
});

test('[F20] a file without end, one that eats memory and one that ends the thread are given up; the next is judged', async () => {
  const one = verifier({ threads: 2, timeoutMs: 1500, heapMb: 32, entry: odd() });
  const outcomes = await Promise.all([1, 2, 3, 0, 0].map(async (first) => one.judge(Uint8Array.of(first), [trust])));
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['given-up', 'given-up', 'given-up', 'judged', 'judged']);
});

test('[F20] who comes when too many wait is asked to come back; stopping leaves nobody waiting', async () => {
  const one = verifier({ threads: 1, most: 2, timeoutMs: 60_000, entry: odd() });
  const asked = [1, 0, 0, 0].map(async (first) => one.judge(Uint8Array.of(first), [trust]));
  expect(await asked[3]).toEqual({ outcome: 'busy' });
  await one.stop();
  expect((await Promise.all(asked)).map(({ outcome }) => outcome)).toEqual(['given-up', 'busy', 'busy', 'busy']);
  expect(await one.judge(Uint8Array.of(0), [trust])).toEqual({ outcome: 'busy' });
});

test('[F20] what a report repeats of a file is cut', () => {
  const long = 'x'.repeat(5000);
  const rows = Array.from({ length: 1001 }, () => ({ name: long, path: Array.from({ length: 65 }, () => long) }));
  const report = bounded({ verdict: 'valid', at: null, count: 3, rows });
  expect(report).toMatchObject({ verdict: 'valid', at: null, count: 3 });
  expect(report.rows).toHaveLength(1000);
  expect(report.rows[0]?.path).toHaveLength(64);
  expect(report.rows[0]?.name).toHaveLength(200);
});

test('[H60] a file goes over to the thread and is not held twice; what shares its memory with others is copied', async () => {
  const one = verifier({ threads: 1, entry: odd() });
  const [own, shared] = [new Uint8Array(1000), Buffer.from('a few bytes of the pool')];
  await Promise.all([one.judge(own, [trust]), one.judge(shared, [trust])]);
  expect([own.length, shared.length]).toEqual([0, 23]);
});

const large = (first: number) => new Uint8Array(5_000_000).fill(first, 0, 1);

test('[H60] of large files one is judged at a time, and small ones do not wait for it', async () => {
  const one = verifier({ threads: 2, timeoutMs: 400, entry: odd() });
  const done: string[] = [];
  const judge = async (name: string, bytes: Uint8Array) => {
    const { outcome } = await one.judge(bytes, [trust]);
    done.push(`${name} ${outcome}`);
  };
  await Promise.all([
    judge('endless', large(1)),
    judge('large', large(0)),
    judge('small', Uint8Array.of(0)),
    judge('another', Uint8Array.of(0)),
  ]);
  expect(done).toEqual(['small judged', 'another judged', 'endless given-up', 'large judged']);
});
