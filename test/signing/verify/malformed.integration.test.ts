import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MALFORMED } from '#support/attacks/malformed';
import { sealedDocument } from '#support/sealed-documents';
import { openSigningKit } from '#support/signing-kit';

const run = promisify(execFile);
let folder: string;
let sealed: Buffer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'teken-malformed-'));
  await using kit = await openSigningKit();
  const [ayu, budi, citra] = [await kit.signatory('Ayu'), await kit.signatory('Budi'), await kit.signatory('Citra')];
  sealed = (await sealedDocument(kit, [ayu, budi, citra])).archived;
  await writeFile(join(folder, 'root.pem'), kit.authority.rootPem);
});

afterAll(() => rm(folder, { recursive: true }));

type Took = {
  readonly verdicts: readonly string[];
  readonly milliseconds: number;
  readonly blocked: number;
  readonly megabytes: number;
};

/** What a process with little memory says of these files, and what it took. */
async function judged(files: readonly Buffer[]): Promise<Took> {
  const paths = files.map((_, index) => join(folder, `${index}.pdf`));
  for (const [index, path] of paths.entries()) await writeFile(path, files[index]!);
  const script = fileURLToPath(new URL('../../support/verify-malformed.ts', import.meta.url));
  const limit = '--max-old-space-size=150';
  const { stdout } = await run(process.execPath, [limit, script, join(folder, 'root.pem'), ...paths]);
  return JSON.parse(stdout) as Took;
}

test('[S70] a sealed document is valid in that little process', async () => {
  expect((await judged([sealed])).verdicts).toEqual(['valid']);
});

test.each(MALFORMED)('[S70] $name: an answer within two seconds and 300 MB', async ({ make }) => {
  const took = await judged(make(sealed));
  expect(took.verdicts).not.toContain('valid');
  expect(took.verdicts).not.toHaveLength(0);
  expect(took.milliseconds).toBeLessThan(2000);
  expect(took.megabytes).toBeLessThan(300);
});
