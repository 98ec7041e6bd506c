import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { certifiedBy, stamperOf, withTimestamp } from '#support/sealed-documents';
import { signablePdf } from '#support/signable-pdf';
import { fullySigned, openSigningKit, type SigningKit } from '#support/signing-kit';

const run = promisify(execFile);
let kit: SigningKit;
let stranger: SigningKit;
let folder: string;

beforeAll(async () => {
  kit = await openSigningKit(new Date());
  stranger = await openSigningKit(new Date());
  folder = await mkdtemp(join(tmpdir(), 'teken-verify-'));
  const good = Buffer.from(await fullySigned(kit));
  await writeFile(join(folder, 'good.pdf'), good);
  await writeFile(join(folder, 'changed.pdf'), Buffer.concat([good, Buffer.from('\n%')]));
  await writeFile(join(folder, 'unsigned.pdf'), await signablePdf());
  await writeFile(join(folder, 'picture.pdf'), Buffer.from([0x89, 0x50, 0x4e, 0x47]));
  await writeFile(
    join(folder, 'large.pdf'),
    Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(50 * 1024 * 1024)]),
  );
  await writeFile(join(folder, 'root.pem'), kit.authority.rootPem);
  const certified = await certifiedBy(kit, await signablePdf(), { at: kit.now });
  await writeFile(join(folder, 'stamped.pdf'), await withTimestamp(certified, stamperOf(stranger, kit.now)));
  await writeFile(join(folder, 'time-root.pem'), stranger.authority.rootPem);
});

afterAll(async () => {
  await kit[Symbol.asyncDispose]();
  await stranger[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

async function verify(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  try {
    const { stdout, stderr } = await run(process.execPath, ['server/cli/verify.ts', ...args]);
    return { code: 0, stdout, stderr };
  } catch (problem) {
    if (!(problem instanceof Error) || !('code' in problem) || typeof problem.code !== 'number') throw problem;
    const { stdout, stderr } = problem as Error & { stdout?: string; stderr?: string };
    return { code: problem.code, stdout: stdout ?? '', stderr: stderr ?? '' };
  }
}

const at = (name: string): string => join(folder, name);

test('[I53] [S17] a valid file: code 0, and the report as JSON', async () => {
  const { code, stdout, stderr } = await verify(at('good.pdf'), '--trust', at('root.pem'), '--json');
  const report: unknown = JSON.parse(stdout);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(report).toMatchObject({
    checkedWith: expect.stringMatching(/^Teken /),
    document: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  });
  expect(report).toMatchObject({ verdict: 'valid', issued: null, modifiedAfterSigning: false, problems: [] });
  expect(report).toHaveProperty('signatures.3.name', 'Citra');
});

test("[S17] without --trust this machine's own root counts", async () => {
  const own = await verify(at('good.pdf'), '--data', kit.folder);
  expect(own).toMatchObject({ code: 0, stderr: '' });
  for (const said of [
    'Intact: not one byte has changed',
    'certificate path: Ayu <- ',
    'What each revision of the file did:\n  1. the text, up to byte ',
    'Whether a contract binds in law is not judged here.',
  ])
    expect(own.stdout).toContain(said);
  expect(own.stdout).toMatch(
    /^Verdict: valid\n[^]*Signature \(field party-1\): valid\n {2}by Ayu, Direktur \/ Director, PT Contoh Ayu\n/,
  );
  const foreign = await verify(at('good.pdf'), '--data', folder, '--json');
  expect(foreign.code).toBe(1);
  expect(JSON.parse(foreign.stdout)).toMatchObject({ verdict: 'indeterminate' });
});

test('[S17] a changed file and an unsigned one: code 1, and why', async () => {
  const changed = await verify(at('changed.pdf'), '--trust', at('root.pem'));
  expect(changed.code).toBe(1);
  expect(changed.stdout).toMatch(/Verdict: invalid\nModified after signing: yes[^]*bytes-after-end: /);
  const unsigned = await verify(at('unsigned.pdf'), '--trust', at('root.pem'), '--json');
  expect(unsigned.code).toBe(1);
  expect(JSON.parse(unsigned.stdout)).toMatchObject({ verdict: 'indeterminate', signatures: [] });
});

test('[S17] a file that is not there, a picture, 50 MB: code 2 and one sentence', async () => {
  const answers = await Promise.all(
    ['missing.pdf', 'picture.pdf', 'large.pdf'].map((name) => verify(at(name), '--json')),
  );
  for (const { code, stdout } of answers) {
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toEqual({ unreadable: true, problem: expect.stringMatching(/^unreadable: /) });
  }
});

test('[S17] wrong usage tells how it is used, a root that is none is one line: code 2', async () => {
  const answers = await Promise.all([
    verify(),
    verify(at('good.pdf'), at('good.pdf')),
    verify(at('good.pdf'), '--trust', at('picture.pdf')),
  ]);
  expect(answers.map(({ code }) => code)).toEqual([2, 2, 2]);
  const [none, two, root] = answers.map(({ stderr }) => stderr.trim().split('\n'));
  for (const lines of [none, two]) expect(lines?.join()).toMatch(/Usage: npm run -s verify -- FILE\.pdf .*--trust /);
  expect(root).toHaveLength(1);
});

test('[S63] who attests the time is told in a sentence, and believed only when named with --trust-time', async () => {
  const own = ['--trust', at('root.pem')];
  const known = await verify(at('stamped.pdf'), ...own, '--trust-time', at('time-root.pem'));
  expect(known).toMatchObject({ code: 0, stderr: '' });
  expect(known.stdout).toContain('Level: B-T, time attested by an authority that is not the organiser\n');
  expect(known.stdout).toMatch(/\nDocument time-stamp \(field archive-1\): 20\S+, by Badan Contoh$/m);
  const unknown = await verify(at('stamped.pdf'), ...own);
  expect(unknown.stdout).toContain('Level: B-B, time stated by the signer alone\n');
  expect(unknown.stdout).toContain('time-stamp-unknown-authority: ');
});
