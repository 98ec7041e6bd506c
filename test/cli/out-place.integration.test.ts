import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '#server/app';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'teken-out-'));
  await writeFile(join(folder, 'file'), 'something else');
  await writeFile(join(folder, 'passphrase'), 'sandi untuk brankas\n');
});
afterAll(() => rm(folder, { recursive: true }));

/** A command that hangs is ended, and then has no exit code. */
const run = async (name: string, ...args: string[]): Promise<{ code: number; stderr: string }> => {
  const program = fileURLToPath(new URL(`../../server/cli/${name}.ts`, import.meta.url));
  try {
    await promisify(execFile)(process.execPath, [program, ...args], { timeout: 20_000 });
    return { code: 0, stderr: '' };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { code, stderr: stderr.trim() };
  }
};

test.each([
  ['/proc/none/x', 'below /proc'],
  ['file/x', 'below a file'],
])('[I73] samples into %s, %s, end in a sentence', async (place) => {
  const out = place.startsWith('/') ? place : join(folder, place);
  expect(await run('sign-sample', '--level', 'B-B', '--out', out)).toEqual({
    code: 2,
    stderr: `${out} is no folder and cannot be made one.`,
  });
});

test('[I73] an export into a place that cannot be made ends in a sentence', async () => {
  const data = join(folder, 'data');
  await using store = await openStore(data);
  await store.append({
    ledger: 'small',
    actor: 'system:test',
    at: '2021-01-18T01:00:00.000Z',
    writes: [{ stream: 'a', expectedVersion: 0, events: [{ type: 'happened', schema: 1, data: {} }] }],
  });
  const asked = ['export', '--ceremony', 'small', '--data', data, '--out'] as const;
  const file = join(folder, 'file');
  expect(await run(...asked, '/proc/none/x')).toMatchObject({
    code: 2,
    stderr: '/proc/none/x.unfinished is no folder and cannot be made one.',
  });
  expect(await run(...asked, file)).toEqual({ code: 2, stderr: `${file} is a file. Name a new folder.` });
});

test("[I73] the root's key goes nowhere when its file cannot be written", async () => {
  const data = join(folder, 'authority');
  const file = join(folder, 'none', 'root.pem');
  const asked = ['--passphrase-file', join(folder, 'passphrase'), '--data', data, '--out', file];
  expect(await run('authority', 'export-root', ...asked)).toEqual({ code: 2, stderr: `${file} cannot be written.` });
});
