import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import 'reflect-metadata';
import { X509Crl } from '@peculiar/x509';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { randomBytes } from '#platform/random';
import { openVault } from '#platform/vault';
import { openStore } from '#server/app';
import { openAuthority } from '#signing/authority';
import { takeLock } from '#store/lock';
import { foreignAuthority, foreignRootList, sealFile, SEAL_PASSPHRASE } from '#support/seal-files';

type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string };

const PASSPHRASE = 'kata sandi contoh';
let place: string;
let data: string;
let keys: string;

const call = async (name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> => {
  const program = fileURLToPath(new URL(`../../server/cli/${name}.ts`, import.meta.url));
  try {
    const ran = await promisify(execFile)(process.execPath, [program, ...args, '--data', data], {
      env: { ...process.env, KEY_PASSPHRASE: PASSPHRASE, ...env },
    });
    return { code: 0, ...ran };
  } catch (error) {
    const { code, stdout, stderr } = error as Ran;
    return { code, stdout, stderr };
  }
};
const authority = (...args: string[]) => call('authority', args);
const openssl = async (...args: string[]) => (await promisify(execFile)('openssl', args)).stdout;

const options = () => ({
  folder: keys,
  organiser: 'Badan Contoh',
  now: new Date(),
  crlUrl: 'http://localhost:3000/authority/crl',
  randomBytes,
  vault: openVault(PASSPHRASE, randomBytes),
});

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'teken-authority-cli-'));
  data = join(place, 'data');
  keys = join(data, 'keys');
});
afterEach(() => rm(place, { recursive: true }));

const named = async (name: string, text: string): Promise<string> => {
  await writeFile(join(place, name), text);
  return join(place, name);
};

test("[S84] [I46] the root's key is exported, taken away, and brought for a moment to renew its list", async () => {
  await openAuthority(options());
  const passphrase = await named('passphrase', 'sandi untuk brankas\n');
  const out = join(place, 'root-offline.pem');
  const bring = ['--exported', out, '--passphrase-file', passphrase];
  expect(await authority('export-root', '--out', out, '--passphrase-file', passphrase)).toMatchObject({ code: 0 });
  expect((await stat(out)).mode & 0o777).toBe(0o600);
  expect(await authority('export-root', '--out', out, '--passphrase-file', passphrase)).toMatchObject({ code: 2 });
  const unsure = await authority('remove-root-key', ...bring);
  expect(unsure).toMatchObject({ code: 1, stderr: expect.stringContaining('Say so with --yes. Nothing was removed.') });
  expect(existsSync(join(keys, 'root.key.pem'))).toBe(true);
  expect(await authority('remove-root-key', ...bring, '--yes', '--days', '200')).toMatchObject({ code: 0 });
  expect(await readdir(keys)).not.toContain('root.key.pem');
  expect((await authority('show')).stdout).toMatch(
    /root: [^]*private key not here[^]*issuing: [^]*encrypted[^]*offline/,
  );
  expect(await authority('renew-crl', ...bring)).toMatchObject({ code: 0 });
  expect(await readdir(keys)).not.toContain('root.key.pem');
});

test('[S86] [I47] certification, seal and time stamps are renewed by command; the published list names the old ones', async () => {
  const before = await openAuthority(options());
  expect(await authority('renew-seal', '--reason', 'key-compromise')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Revoked [0-9a-f]{32} \(key-compromise\); the new certificate is [0-9a-f]{32}/),
  });
  expect(await authority('renew-time')).toMatchObject({ code: 0 });
  expect(await authority('renew-certification')).toMatchObject({ code: 0 });
  expect(await authority('renew-seal', '--rehearsal')).toMatchObject({ code: 0 });
  const after = await openAuthority(options());
  expect(after.sealSigner.certificate).not.toEqual(before.sealSigner.certificate);
  expect(after.certificationSigner.certificate).not.toEqual(before.certificationSigner.certificate);
  expect(after.timeSigner.certificate).not.toEqual(before.timeSigner.certificate);
  await writeFile(join(place, 'list.crl'), await after.crl(new Date(), []));
  const told = await openssl('crl', '-in', join(place, 'list.crl'), '-inform', 'DER', '-noout', '-text');
  expect(told.match(/Serial Number: /g)).toHaveLength(3);
  expect(told).toMatch(/Key Compromise[^]*Superseded/);
  const rehearsal = new X509Crl(Uint8Array.from(await after.rehearsal.crl(new Date(), [])));
  expect(rehearsal.entries).toHaveLength(1);
  const brought = { SEAL_P12: join(place, 'list.crl'), SEAL_P12_PASSPHRASE: 'sandi segel contoh' };
  expect(await call('authority', ['renew-seal'], brought)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('The seal was brought along'),
  });
});

test('[S85] [I48] an issuing authority below another root is adopted, once', async () => {
  const from = await mkdtemp(join(place, 'from-'));
  await foreignAuthority(from);
  const list = await foreignRootList(from);
  const files = ['--certificate', join(from, 'issuing.pem'), '--key', join(from, 'issuing.key.pem')];
  const words = [...files, '--root', join(from, 'root.pem'), '--root-crl', list];
  expect(await authority('adopt', ...words)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Certificates are issued by ".*Penerbit Contoh.*" until 20/),
  });
  expect(await readFile(join(keys, 'issuing.key.pem'), 'utf8')).toContain('ENCRYPTED PRIVATE KEY');
  expect(await authority('adopt', ...words)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('An authority is in'),
  });
  expect(await authority('renew-crl', '--list', list)).toMatchObject({ code: 0 });
});

test('[I49] wrong usage is answered with the usage and 2; beside a running server nothing is changed', async () => {
  for (const args of [['bake'], ['adopt', '--key', 'x'], ['renew-crl', '--days', '0', '--list', 'x']]) {
    expect(await authority(...args)).toMatchObject({ code: 2, stdout: '' });
  }
  expect(await authority('show')).toMatchObject({ code: 2, stderr: expect.stringContaining('no authority') });
  await openAuthority(options());
  expect((await authority('show', '--json')).stdout).toContain('"keyIs": "encrypted"');
  const { stderr } = await call('authority', ['renew-seal'], { KEY_PASSPHRASE: 'kata sandi salah' });
  expect(stderr).toMatch(/does not open with the passphrase/);
  const lock = takeLock(data);
  expect(await authority('renew-seal')).toMatchObject({ code: 1, stdout: '' });
  lock[Symbol.dispose]();
  expect(existsSync(join(keys, 'revoked.json'))).toBe(false);
});

test('[S82] a backup says which of its keys are encrypted, and holds them as they lie', async () => {
  await openAuthority(options());
  const store = await openStore(data);
  await store[Symbol.asyncDispose]();
  await writeFile(join(keys, 'links.key'), randomBytes(32));
  await chmod(join(keys, 'links.key'), 0o600);
  const file = join(place, 'backup');
  expect((await call('backup', ['--out', file])).stdout).toContain('(10 encrypted, 1 in the clear)');
  expect((await readFile(file)).includes('BEGIN PRIVATE KEY')).toBe(false);
});

test('[I74] what was brought in place of the own is shown, and what of it cannot be used', async () => {
  await openAuthority(options());
  await foreignAuthority(place);
  await sealFile(place);
  const brought = {
    SEAL_P12: join(place, 'seal.p12'),
    SEAL_P12_PASSPHRASE: SEAL_PASSPHRASE,
    TSA_URL: 'http://tsa.invalid/tsr',
    TSA_ROOTS: join(place, 'root.pem'),
  };
  const { code, stdout } = await call('authority', ['show'], brought);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^seal: .*\n.*private key encrypted$/m);
  expect(stdout).toMatch(
    /^brought seal: .*CN=Segel Contoh\n {2}serial [0-9a-f]+, ec prime256v1, until 20.*seal\.p12$/m,
  );
  expect(stdout).toMatch(/^issuer of the brought seal: .*CN=Root Contoh$/m);
  expect(stdout).toMatch(/^time-stamp root: .*CN=Root Contoh$/m);
  expect(stdout).toContain("Time stamps are asked of http://tsa.invalid/tsr before the house's own.");
  expect((await call('authority', ['show', '--rehearsal'], brought)).stdout).not.toContain('brought');
  const shut = await call('authority', ['show'], { ...brought, SEAL_P12_PASSPHRASE: 'sandi lain contoh' });
  expect(shut.stdout).toMatch(/^seal: [^]*seal\.p12 does not open with the passphrase of SEAL_P12_PASSPHRASE/m);
  const json = JSON.parse((await call('authority', ['show', '--json'], brought)).stdout) as {
    brought: { seal: unknown[] };
  };
  expect(json.brought.seal).toHaveLength(3);
  const token = {
    PKCS11_MODULE: join(place, 'root.pem'),
    PKCS11_TOKEN: 'brankas',
    PKCS11_KEY: 'segel',
    PKCS11_PIN_FILE: await named('pin', '1234\n'),
  };
  const onToken = await call('authority', ['show'], token);
  expect(onToken.stdout).toContain('The seal that was brought is on the token "brankas" as "segel".');
});

test('[S142] where the authority has ended, nothing is renewed and nothing revoked for it', async () => {
  const tenYears = 3700 * 86_400_000;
  const made = await openAuthority({ ...options(), now: new Date(Date.now() - tenYears) });
  const { code, stderr } = await authority('renew-time');
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/^The root ended on .* A new data folder gets a new authority/),
  ]);
  expect(existsSync(join(keys, 'revoked.json'))).toBe(false);
  expect((await openAuthority(options())).timeSigner.certificate).toEqual(made.timeSigner.certificate);
});
