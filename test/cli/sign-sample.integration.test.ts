import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCrl } from '#signing/crl';
import { signaturesIn } from '#support/outside-validators';
import { sampleFormTemplate } from '#support/sample-form';
import { pageTexts } from '../documents/sample-document.ts';

const command = fileURLToPath(new URL('../../server/cli/sign-sample.ts', import.meta.url));
const run = promisify(execFile);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'teken-samples-'));
});

afterAll(() => rm(folder, { recursive: true }));

/** Its temporary folder is ours too, so that what it leaves behind is seen. */
const sign = (...args: string[]) =>
  run(process.execPath, [command, ...args], { env: { ...process.env, TMPDIR: folder } });

/** Wrong usage, told in these words. */
const refused = (words: string) => ({ code: 2, stderr: expect.stringContaining(words) });

test('[S50] writes agreements with root and lists, and leaves no key behind', async () => {
  const out = join(folder, 'made', 'here');
  const { stdout } = await sign('--count', '2', '--signatures', '3', '--level', 'B-T', '--key', 'mixed', '--out', out);
  expect(stdout).toContain('2 signed at level B-T');
  expect((await readdir(out)).toSorted()).toEqual([
    'contoh-001.pdf',
    'contoh-002.pdf',
    'crl.der',
    'crl.pem',
    'root.pem',
  ]);
  expect(await readdir(folder)).toEqual(['made']);
  const root = new X509Certificate(await readFile(join(out, 'root.pem')));
  expect(root.verify(root.publicKey)).toBe(true);
  expect(openCrl(await readFile(join(out, 'crl.der'))).entries).toHaveLength(0);
  expect((await readFile(join(out, 'crl.pem'), 'latin1')).match(/BEGIN X509 CRL/g)).toHaveLength(2);
  const first = await readFile(join(out, 'contoh-001.pdf'));
  expect(signaturesIn(first)).toHaveLength(4);
  expect(first.equals(await readFile(join(out, 'contoh-002.pdf')))).toBe(false);
});

test('[S50] [D68] --template signs by a template of the caller’s own, a form too, that has the language', async () => {
  const out = join(folder, 'forms');
  const form = await sampleFormTemplate(join(folder, 'own'));
  await sign('--template', form, '--signatures', '2', '--level', 'B-B', '--out', out);
  const document = await readFile(join(out, 'contoh-001.pdf'));
  expect(signaturesIn(document)).toHaveLength(3);
  expect((await pageTexts(document))[0]).toContain('FORMULIR PERJANJIAN KERJA SAMA (CONTOH)');
  await expect(sign('--template', form, '--lang', 'en', '--out', out)).rejects.toMatchObject(
    refused('The template own-form has no text in "en".'),
  );
  await expect(sign('--template', join(folder, 'nothing'), '--out', out)).rejects.toMatchObject(
    refused('nothing/template.json:1:1: cannot be read'),
  );
});

test.each([
  ['nowhere to write to', [], '--out names the folder'],
  ['a word that is none', ['--out', 'x', '--level', 'B-X'], '--level is one of B-B, B-T, B-LT, B-LTA, not "B-X".'],
  ['too many signatures', ['--out', 'x', '--signatures', '5'], '--signatures is a number from 1 to 4, not "5".'],
  ['an unknown option', ['--out', 'x', '--colour', 'red'], 'Usage: npm run -s sign-sample'],
  ['a file for a folder', ['--out', 'FILE'], 'is no folder and cannot be made one.'],
])('[S50] %s: exit code 2 and what to do', async (_, args, words) => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  await expect(sign(...args.map((each) => (each === 'FILE' ? file : each)))).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining(words),
  });
});
