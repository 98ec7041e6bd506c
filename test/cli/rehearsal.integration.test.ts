import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { agreementStream } from '#projections/live-ceremony';
import { openStore } from '#server/app';
import { verifyPdf } from '#signing/verify';
import { filesOf, folderWith, smallCeremony } from '#support/small-ceremony';

type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string };

const run = async (name: string, ...args: readonly string[]): Promise<Ran> => {
  const program = fileURLToPath(new URL(`../../server/cli/${name}.ts`, import.meta.url));
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, [program, ...args])) };
  } catch (error) {
    const { code, stdout, stderr } = error as Ran;
    return { code, stdout, stderr };
  }
};

test('[C38] [C39] the command makes a rehearsal beside its ceremony, certified by the rehearsals’ authority', async () => {
  await using folder = await folderWith(filesOf(smallCeremony()));
  const place = await mkdtemp(join(tmpdir(), 'teken-rehearsal-'));
  const data = join(place, 'data');
  try {
    expect(await run('import', folder.dir, '--data', data)).toMatchObject({ code: 0 });
    const made = await run('rehearsal', '--of', 'small', '--ready', '--data', data);
    expect(made).toMatchObject({ code: 0, stderr: '2 of 2 agreements made ready\n' });
    expect(made.stdout).toContain('Rehearsal small-gladi of small: 7 people, 4 parties, 2 agreements.');
    expect(await run('rehearsal', '--of', 'small', '--id', 'small', '--data', data)).toMatchObject({
      code: 1,
      stdout: '',
    });
    expect(await run('rehearsal', '--of', 'nowhere', '--data', data)).toMatchObject({ code: 1, stdout: '' });
    expect(await run('rehearsal', '--id', 'Gladi 1', '--of', 'small', '--data', data)).toMatchObject({ code: 2 });

    await using store = await openStore(data);
    expect((await store.ledgers()).map(({ ledger }) => ledger).toSorted()).toEqual(['small', 'small-gladi']);
    expect(await store.verifyChain('small-gladi')).toMatchObject({ ok: true });
    const document = await store.readDocument('small-gladi', agreementStream('a1'));
    const judged = async (root: string) =>
      verifyPdf(document ?? new Uint8Array(), {
        roots: [await readFile(join(data, 'keys', root), 'utf8')],
        now: new Date(),
      });
    expect(await judged('rehearsal/root.pem')).toMatchObject({ verdict: 'valid' });
    expect(await judged('root.pem')).toMatchObject({ verdict: 'indeterminate' });
  } finally {
    await rm(place, { recursive: true });
  }
});
