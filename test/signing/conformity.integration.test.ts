import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyPdf } from '#signing/verify';
import { fullySigned, openSigningKit, type SigningKit } from '#support/signing-kit';

// What outside validators must say. One letter for each signature, in the order certification, party-1, party-2,
// witness-1: V valid and its certificate trusted, x not. What a tool cannot see, it must not be asked for: qpdf knows structure
// only, mutool has no trust store, none of them judges DocMDP, so that `teken` is the strictest column.

type Row = {
  readonly file: string;
  /** Text whose byte is flipped, and in which revision (0: as rendered) it is looked for. */
  readonly flip: readonly [revision: number, text: string] | null;
  readonly pdfsig: string;
  readonly openssl: string;
  readonly mutool: string;
  readonly qpdf: 'sound';
  readonly teken: string;
};

const same = (letters: string) =>
  ({ pdfsig: letters, openssl: letters, mutool: letters, qpdf: 'sound', teken: letters }) as const;

const TABLE: readonly Row[] = [
  { file: 'good', flip: null, ...same('VVVV') },
  { file: 'flipped in the rendered document', flip: [0, '(D:20'], ...same('xxxx') },
  { file: 'flipped after Contents of the certification', flip: [1, '(Badan'], ...same('xxxx') },
  { file: 'flipped before Contents of party-1', flip: [2, ' 510 '], ...same('Vxxx') },
  { file: 'flipped after Contents of party-1', flip: [2, '(Ayu'], ...same('Vxxx') },
  { file: 'flipped before Contents of party-2', flip: [3, ' 420 '], ...same('VVxx') },
  { file: 'flipped after Contents of party-2', flip: [3, '(Budi'], ...same('VVxx') },
  { file: 'flipped before Contents of witness-1', flip: [4, ' 330 '], ...same('VVVx') },
  { file: 'flipped after Contents of witness-1', flip: [4, '(Citra'], ...same('VVVx') },
];

const run = promisify(execFile);
let folder: string;
let kit: SigningKit;
let good: Buffer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'teken-conformity-'));
  // Outside validators judge by today's date.
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

async function ask(program: string, ...args: string[]): Promise<{ readonly code: number; readonly text: string }> {
  try {
    const { stdout, stderr } = await run(program, args, { env: { PATH: process.env['PATH'], LC_ALL: 'C' } });
    return { code: 0, text: stdout + stderr };
  } catch (problem) {
    if (!(problem instanceof Error) || !('code' in problem) || typeof problem.code !== 'number') throw problem;
    const { stdout, stderr } = problem as Error & { stdout?: string; stderr?: string };
    return { code: problem.code, text: `${stdout}${stderr}` };
  }
}

/** Every signature's byte range, in the order of signing. */
const ranges = (pdf: Buffer): number[][] =>
  [...pdf.toString('latin1').matchAll(/\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/g)].map((found) =>
    found.slice(1).map(Number),
  );

function flipped([revision, text]: readonly [number, string]): Buffer {
  const ends = ranges(good).map(([, , second, length]) => second! + length!);
  // The rendered document ends where the certification begins: with its catalogue.
  const starts = [0, good.indexOf('%%EOF'), ...ends];
  const at = good.indexOf(text, starts[revision]) + 1;
  if (at < 1) throw new Error(`No ${text} in revision ${revision}`);
  const bytes = Buffer.from(good);
  bytes[at] = bytes[at]! ^ 1;
  return bytes;
}

const letters = (valid: readonly boolean[]): string => valid.map((each) => (each ? 'V' : 'x')).join('');

async function pdfsig(file: string): Promise<string> {
  const { text } = await ask('pdfsig', '-nssdir', `sql:${folder}`, file);
  const parts = text.split(/^Signature #\d+:$/m).slice(1);
  return letters(parts.map((part) => part.includes('Signature is Valid.') && part.includes('Certificate is Trusted.')));
}

async function openssl(pdf: Buffer): Promise<string> {
  const valid: boolean[] = [];
  for (const [, first, second, length] of ranges(pdf)) {
    const contents = Buffer.from(pdf.toString('latin1', first! + 1, second! - 1), 'hex');
    const [cms, covered] = [join(folder, 'signature.der'), join(folder, 'covered.bin')];
    await writeFile(cms, contents.subarray(0, 4 + contents.readUInt16BE(2)));
    await writeFile(covered, Buffer.concat([pdf.subarray(0, first), pdf.subarray(second, second! + length!)]));
    const trust = ['-CAfile', join(folder, 'root.pem')];
    const input = ['-inform', 'DER', '-in', cms, '-content', covered, '-out', '/dev/null'];
    const { code, text } = await ask('openssl', 'cms', '-verify', '-cades', '-binary', ...input, ...trust);
    valid.push(code === 0 && text.includes('CAdES Verification successful'));
  }
  return letters(valid);
}

async function mutool(file: string): Promise<string> {
  const { text } = await ask('mutool', 'sign', '-v', file);
  const parts = text.split(/^Verifying signature \d+:$/m).slice(1);
  return letters(parts.map((part) => /The signature is valid but|unchanged since signing/.test(part)));
}

async function teken(pdf: Buffer): Promise<string> {
  const report = await verifyPdf(pdf, { roots: [kit.authority.rootPem], now: new Date() });
  if ('unreadable' in report) return report.problem;
  const found = letters(report.signatures.map(({ valid }) => valid));
  expect(report.verdict).toBe(found === 'VVVV' ? 'valid' : 'invalid');
  expect(report.modifiedAfterSigning).toBe(found !== 'VVVV');
  return found;
}

test.each(TABLE)('[S15] $file', async ({ file, flip, ...expected }) => {
  const pdf = flip ? flipped(flip) : good;
  const path = join(folder, `${file.replaceAll(' ', '-')}.pdf`);
  await writeFile(path, pdf);
  const { code, text } = await ask('qpdf', '--check', path);
  expect({
    pdfsig: await pdfsig(path),
    openssl: await openssl(pdf),
    mutool: await mutool(path),
    qpdf: code === 0 && text.includes('No syntax or stream encoding errors found') ? 'sound' : text,
    teken: await teken(pdf),
  }).toEqual(expected);
});
