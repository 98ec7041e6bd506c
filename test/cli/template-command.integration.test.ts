import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleFormTemplate } from '#support/sample-form';
import { pageTexts } from '../documents/sample-document.ts';

const program = fileURLToPath(new URL('../../server/cli/template.ts', import.meta.url));
const OWN = fileURLToPath(new URL('../../templates/memorandum-of-understanding', import.meta.url));

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'teken-template-'));
});

afterAll(() => rm(folder, { recursive: true }));

const template = async (...args: readonly string[]) => {
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, [program, ...args])) };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
};

test('[I44] check tells all that is wrong, one line each; wrong usage ends with 2', async () => {
  expect(await template('check', OWN)).toMatchObject({ code: 0, stderr: '' });
  const damaged = join(folder, 'damaged');
  await cp(OWN, damaged, { recursive: true });
  const body = join(damaged, 'body.id.md');
  await writeFile(
    body,
    (await readFile(body, 'utf8')).replace('{{sector}}', '{{sektor}}').replace('{{pattern}}', '{{x}}'),
  );
  const told = await template('check', damaged);
  expect(told).toMatchObject({ code: 1, stdout: '' });
  expect(told.stderr.trim().split('\n')).toEqual([
    expect.stringMatching(/^damaged\/body\.id\.md:\d+:\d+: nothing is called "sektor"; "sector" is probably meant$/),
    expect.stringMatching(/^damaged\/body\.id\.md:\d+:\d+: nothing is called "x"$/),
  ]);
  for (const wrong of [
    [],
    ['check'],
    ['check', join(folder, 'nowhere')],
    ['proof', OWN],
    ['list', OWN],
    ['check', OWN, '--x'],
  ]) {
    expect(await template(...wrong)).toMatchObject({ code: 2, stdout: '' });
  }
});

test('[I44] [D72] check names the typefaces that a form does not bring along', async () => {
  const told = await template('check', await sampleFormTemplate(folder));
  expect(told).toMatchObject({ code: 0, stderr: '' });
  expect(told.stdout).toContain('The form does not bring along Helvetica; readers may show other letters.');
});

test('[I44] list names every template that Teken brings', async () => {
  const { code, stdout } = await template('list');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^memorandum-of-understanding@\d+\.\d+\.\d+\ttext\tparallel\tside-by-side\tid\+en\t/m);
  expect(stdout).toMatch(/^partnership-agreement@\d+\.\d+\.\d+\ttext\tsequential\tconsecutive\tid\+en\t/m);
});

test('[I45] proof writes the sample as a document that nobody takes for an agreement', async () => {
  const out = join(folder, 'proof.pdf');
  expect(await template('proof', OWN, '--out', out)).toMatchObject({ code: 0, stderr: '' });
  const bytes = await readFile(out);
  for (const page of await pageTexts(bytes)) expect(page).toContain('CONTOH');
  expect(bytes.toString('latin1')).toContain('/TkProof');
  expect(await template('proof', OWN, '--out', join(folder, 'no', 'where.pdf'))).toMatchObject({ code: 2, stdout: '' });
});
