import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fullySigned, openSigningKit, type SigningKit } from '#support/signing-kit';

const run = promisify(execFile);

type Answer = { readonly code: number; readonly text: string };

async function ask(program: string, ...args: string[]): Promise<Answer> {
  try {
    const { stdout, stderr } = await run(program, args, { env: { ...process.env, LC_ALL: 'C' } });
    return { code: 0, text: stdout + stderr };
  } catch (problem) {
    if (!(problem instanceof Error) || !('code' in problem) || typeof problem.code !== 'number') throw problem;
    const { stdout, stderr } = problem as Error & { stdout?: string; stderr?: string };
    return { code: problem.code, text: `${stdout}${stderr}` };
  }
}

let folder: string;
let kit: SigningKit;
let good: Buffer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'teken-conformity-'));
  // Outside validators ask for today: a certificate of 2021 would have expired.
  kit = await openSigningKit(new Date());
  good = Buffer.from(await fullySigned(kit));
  await writeFile(join(folder, 'root.pem'), kit.authority.rootPem);
  await run('certutil', ['-N', '-d', `sql:${folder}`, '--empty-password']);
  await run('certutil', ['-A', '-d', `sql:${folder}`, '-n', 'root', '-t', 'C,C,C', '-i', join(folder, 'root.pem')]);
});

afterAll(async () => {
  await kit[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** Every signature's byte range, in the order of signing. */
const ranges = (pdf: Buffer): number[][] =>
  [...pdf.toString('latin1').matchAll(/\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/g)].map((found) =>
    found.slice(1).map(Number),
  );

async function cmsAnswers(pdf: Buffer, name: string): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const [i, [, first, second, length]] of ranges(pdf).entries()) {
    const contents = Buffer.from(pdf.toString('latin1', first! + 1, second! - 1), 'hex');
    const cms = contents.subarray(0, 4 + contents.readUInt16BE(2));
    const [cmsFile, dataFile] = [join(folder, `${name}-${i}.cms`), join(folder, `${name}-${i}.bin`)];
    await writeFile(cmsFile, cms);
    await writeFile(dataFile, Buffer.concat([pdf.subarray(0, first), pdf.subarray(second, second! + length!)]));
    answers.push(
      await ask(
        'openssl',
        'cms',
        '-verify',
        '-cades',
        '-binary',
        '-inform',
        'DER',
        '-in',
        cmsFile,
        '-content',
        dataFile,
        '-CAfile',
        join(folder, 'root.pem'),
        '-out',
        '/dev/null',
      ),
    );
  }
  return answers;
}

async function answersFor(pdf: Buffer, name: string): Promise<Record<string, unknown>> {
  const file = join(folder, `${name}.pdf`);
  await writeFile(file, pdf);
  const sig = await ask('pdfsig', '-nssdir', `sql:${folder}`, file);
  const qpdf = await ask('qpdf', '--check', file);
  const mutool = await ask('mutool', 'sign', '-v', file);
  const cms = await cmsAnswers(pdf, name);
  if (process.env['SHOW']) console.log(name, sig, qpdf, mutool, cms);
  return { sig, qpdf, mutool, cms };
}

describe('x', () => {
  test('good', async () => {
    console.log(JSON.stringify(await answersFor(good, 'good'), null, 1).replaceAll('\\n', '\n'), good.length);
  });
});
