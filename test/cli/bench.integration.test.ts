import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { workerBin } from '#support/worker-bin';

const program = fileURLToPath(new URL('../../server/cli/bench.ts', import.meta.url));

type Ended = { readonly code: number; readonly out: string; readonly err: string };

const bench = async (...args: readonly string[]): Promise<Ended & { readonly left: readonly string[] }> => {
  const folder = await mkdtemp(join(tmpdir(), 'teken-'));
  const ended = await new Promise<Ended>((resolve) => {
    const env = { ...process.env, TMPDIR: folder, MEDIASOUP_WORKER_BIN: workerBin() };
    execFile(process.execPath, [program, ...args], { env }, (error, out, err) => {
      resolve({ code: Number(error?.code ?? 0), out, err });
    });
  });
  const left = readdirSync(folder).filter((name) => name.startsWith('teken-'));
  await rm(folder, { recursive: true });
  return { ...ended, left };
};

const measurements = z
  .array(
    z.strictObject({
      row: z.enum(['ledger', 'projection', 'fan-out', 'documents', 'wave']),
      metric: z.string().min(1),
      value: z.number().min(0),
      unit: z.enum(['/s', '×', 'ms', 's', 'MB', 'kB']),
      target: z.number().positive(),
      better: z.enum(['lower', 'higher']),
      ok: z.boolean(),
      reference: z.strictObject({ name: z.string().min(1), value: z.number().min(0) }),
    }),
  )
  .length(16);

test('[I51] [I60] with --json there is an array of measurements on standard output, nothing else, and nothing is left behind', async () => {
  const { code, out, err, left } = await bench(
    '--tiny',
    '--json',
    '--only',
    'fan-out,projection,ledger,documents,wave',
  );
  expect(code, err).toBe(0);
  const found = measurements.parse(JSON.parse(out));
  expect(new Set(found.map(({ row }) => row))).toEqual(
    new Set(['ledger', 'projection', 'fan-out', 'documents', 'wave']),
  );
  for (const { ok, better, value, target } of found)
    expect(ok).toBe(better === 'lower' ? value <= target : value >= target);
  expect(err).toMatch(/^ledger: commands on 1 stream/);
  expect(left).toEqual([]);
});

test('[I51] an unknown row is told in a sentence, and wrong usage with the usage, exit code 2 and nothing measured', async () => {
  expect(await bench('--only', 'ledger,speed', '--json')).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringMatching(/^There is no row "speed"\. Rows: ledger, projection, fan-out/),
  });
  expect(await bench('--fast')).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringMatching(/^Unknown option '--fast'\.\n\nUsage: npm run -s bench/),
  });
});
