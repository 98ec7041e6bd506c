import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { openCeremonies } from '#flow/ceremonies';
import { nameOf } from '#projections/people-data';
import { openStore } from '#server/app';
import { cell, filesOf, folderWith, smallCeremony } from '#support/small-ceremony';

const program = fileURLToPath(new URL('../../server/cli/import.ts', import.meta.url));

type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string };

const runImport = async (...args: readonly string[]): Promise<Ran> => {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, ...args]);
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as Ran;
    return { code, stdout, stderr };
  }
};

const dataFolder = async (): Promise<{ readonly data: string } & AsyncDisposable> => {
  const place = await mkdtemp(join(tmpdir(), 'teken-import-'));
  return { data: join(place, 'data'), [Symbol.asyncDispose]: () => rm(place, { recursive: true }) };
};

test('[I22] a folder enters the ledger as a whole, with its documents when asked', async () => {
  await using folder = await folderWith(filesOf(smallCeremony()));
  await using place = await dataFolder();
  const ran = await runImport(folder.dir, '--ready', '--data', place.data);
  expect(ran).toMatchObject({ code: 0 });
  expect(ran.stdout).toContain('Imported small: 7 people, 4 parties, 2 agreements');
  await using store = await openStore(place.data);
  const live = (await openCeremonies(store)).find('small');
  expect([...(live?.agreements.values() ?? [])].map(({ phase }) => phase)).toEqual(['ready', 'ready']);
  expect(live === null ? '' : nameOf(live, 's-c1')).toBe('Nama s-c1');
  expect(await store.verifyChain('small')).toMatchObject({ ok: true });
});

test('[I22] with one wrong cell nothing is imported, and file, row and column are named', async () => {
  const ceremony = smallCeremony();
  cell('parties', 3, 'nib', '12')(ceremony);
  await using folder = await folderWith(filesOf(ceremony));
  await using place = await dataFolder();
  const ran = await runImport(folder.dir, '--data', place.data);
  expect(ran).toMatchObject({ code: 1, stdout: '' });
  expect(ran.stderr).toMatch(/^parties\.csv, row 3, column nib: .*\[nib\]\nNothing was imported\./m);
  await using store = await openStore(place.data);
  expect(await store.ledgers()).toEqual([]);
});

test('[I23] a ceremony that is there already is not imported again', async () => {
  await using folder = await folderWith(filesOf(smallCeremony()));
  await using place = await dataFolder();
  expect(await runImport(folder.dir, '--data', place.data)).toMatchObject({ code: 0 });
  const again = await runImport(folder.dir, '--data', place.data);
  expect(again).toMatchObject({ code: 1 });
  expect(again.stderr).toContain('[taken]');
});

test('[I24] a damaged key is told in a sentence, and nothing is imported', async () => {
  await using folder = await folderWith(filesOf(smallCeremony()));
  await using place = await dataFolder();
  const wrong = smallCeremony();
  cell('parties', 3, 'nib', '12')(wrong);
  await using damaged = await folderWith(filesOf(wrong));
  await runImport(damaged.dir, '--data', place.data);
  await writeFile(join(place.data, 'keys', 'issuing.key.pem'), 'no key');
  const ran = await runImport(folder.dir, '--data', place.data);
  expect(ran).toMatchObject({ code: 1, stdout: '' });
  expect(ran.stderr).toBe(
    `The key or certificate issuing in ${place.data}/keys is damaged; restore it from a backup.\n`,
  );
  await using store = await openStore(place.data);
  expect(await store.ledgers()).toEqual([]);
});

test('[I24] without a folder it says how it is used', async () => {
  const ran = await runImport();
  expect(ran).toMatchObject({ code: 2 });
  expect(ran.stderr).toContain('Usage: npm run -s import -- DIR');
});
