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
import { certificateRequest } from '#client/signing/request.ts';
import { randomBytes } from '#platform/random';
import { openVault } from '#platform/vault';
import { openStore } from '#server/app';
import { openAuthority } from '#signing/authority';
import { foreignAuthority, foreignRootList } from '#support/seal-files';
import { unrefused } from '#support/signing-kit';

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
  const publicKey = await openssl('pkey', '-in', out, '-passin', 'pass:sandi untuk brankas', '-pubout');
  expect(publicKey).toBe(await openssl('x509', '-in', join(keys, 'root.pem'), '-noout', '-pubkey'));
  expect(await authority('export-root', '--out', out, '--passphrase-file', passphrase)).toMatchObject({ code: 2 });
  expect(await authority('renew-crl', ...bring)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('is signed anew every day'),
  });

  const unsure = await authority('remove-root-key', ...bring);
  expect(unsure).toMatchObject({ code: 1, stderr: expect.stringContaining('Say so with --yes. Nothing was removed.') });
  const other = await named('other', 'sandi yang berbeda\n');
  const wrong = await authority('remove-root-key', '--exported', out, '--passphrase-file', other, '--yes');
  expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('does not open with this passphrase') });
  const stranger = await openVault('sandi untuk brankas', randomBytes).seal(
    await openVault(PASSPHRASE, randomBytes).open(await readFile(join(keys, 'issuing.key.pem'))),
  );
  await writeFile(join(place, 'stranger.pem'), stranger);
  const another = ['--exported', join(place, 'stranger.pem'), '--passphrase-file', passphrase, '--yes'];
  expect(await authority('remove-root-key', ...another)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('is not the key of this root'),
  });
  expect(existsSync(join(keys, 'root.key.pem'))).toBe(true);

  expect(await authority('remove-root-key', ...bring, '--yes', '--days', '200')).toMatchObject({ code: 0 });
  expect(await readdir(keys)).not.toContain('root.key.pem');
  const house = await openAuthority(options());
  const list = new X509Crl(Uint8Array.from(await house.rootCrl(new Date())));
  const days = (list.nextUpdate!.getTime() - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(199);
  await writeFile(join(place, 'list.crl'), await house.rootCrl(new Date()));
  const read = ['crl', '-in', join(place, 'list.crl'), '-inform', 'DER', '-CAfile', join(keys, 'root.pem'), '-noout'];
  await openssl(...read);
  const csr = await certificateRequest(
    await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']),
  );
  const person = { name: 'Ayu', role: 'Direktur', organisation: 'PT Contoh', personId: 'a', deviceId: 'b' };
  unrefused(await house.issue({ csr, ...person, now: new Date() }));

  expect(await authority('export-root', '--out', `${out}.2`, '--passphrase-file', passphrase)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('was taken offline already'),
  });
  expect((await authority('show')).stdout).toMatch(
    /root: [^]*private key not here[^]*issuing: [^]*encrypted[^]*offline/,
  );
  expect(await authority('renew-crl', ...bring)).toMatchObject({ code: 0 });
  const renewed = new X509Crl(Uint8Array.from(await (await openAuthority(options())).rootCrl(new Date())));
  expect(renewed.nextUpdate!.getTime()).toBeGreaterThan(list.nextUpdate!.getTime());
  expect(await readdir(keys)).not.toContain('root.key.pem');

  await rm(join(keys, 'issuing.pem'));
  await expect(openAuthority(options())).rejects.toThrow(/the root's key, which would make it, is not here/);
});

test('[S86] [I47] seal and time stamps are renewed by command; the published list names the old ones', async () => {
  const before = await openAuthority(options());
  expect(await authority('renew-seal', '--reason', 'key-compromise')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Revoked [0-9a-f]{32} \(key-compromise\); the new certificate is [0-9a-f]{32}/),
  });
  expect(await authority('renew-time')).toMatchObject({ code: 0 });
  expect(await authority('renew-seal', '--rehearsal')).toMatchObject({ code: 0 });
  expect(await authority('renew-seal', '--reason', 'boredom')).toMatchObject({ code: 2 });
  const after = await openAuthority(options());
  expect(after.sealSigner.certificate).not.toEqual(before.sealSigner.certificate);
  expect(after.timeSigner.certificate).not.toEqual(before.timeSigner.certificate);
  await writeFile(join(place, 'list.crl'), await after.crl(new Date(), []));
  const told = await openssl('crl', '-in', join(place, 'list.crl'), '-inform', 'DER', '-noout', '-text');
  expect(told.match(/Serial Number: /g)).toHaveLength(2);
  expect(told).toMatch(/Key Compromise[^]*Superseded/);
  const rehearsal = new X509Crl(Uint8Array.from(await after.rehearsal.crl(new Date(), [])));
  expect(rehearsal.entries).toHaveLength(1);
});

test('[S85] [I48] an issuing authority below another root is adopted, and what it issues leads there', async () => {
  for (const key of ['ec', 'p384', 'rsa'] as const) {
    data = join(place, key);
    keys = join(data, 'keys');
    const from = await mkdtemp(join(place, 'from-'));
    await foreignAuthority(from, key);
    const list = await foreignRootList(from);
    const files = ['--certificate', join(from, 'issuing.pem'), '--key', join(from, 'issuing.key.pem')];
    const words = [...files, '--root', join(from, 'root.pem'), '--root-crl', list];
    expect(await authority('adopt', ...words)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Certificates are issued by ".*Penerbit Contoh.*" until 20/),
    });
    expect(await readFile(join(keys, 'issuing.key.pem'), 'utf8')).toContain('ENCRYPTED PRIVATE KEY');
    const house = await openAuthority({ ...options(), now: new Date(Date.now() + 60_000) });
    expect(house.name).toBe('Root Contoh');
    expect(house.rehearsal.name).toContain('GLADI');
    await writeFile(join(place, 'time.der'), house.timeSigner.certificate);
    await openssl('x509', '-in', join(place, 'time.der'), '-inform', 'DER', '-out', join(place, 'time.pem'));
    await writeFile(join(place, 'crl.der'), await house.crl(new Date(), []));
    await openssl('crl', '-in', join(place, 'crl.der'), '-inform', 'DER', '-out', join(place, 'crl.pem'));
    await openssl('crl', '-in', list, '-inform', 'DER', '-out', join(place, 'root-crl.pem'));
    const trust = ['-CAfile', join(from, 'root.pem'), '-untrusted', join(from, 'issuing.pem')];
    const lists = ['-CRLfile', join(place, 'crl.pem'), '-CRLfile', join(place, 'root-crl.pem')];
    const at = ['-attime', String(Math.floor(Date.now() / 1000) + 60)];
    expect(await openssl('verify', '-crl_check_all', ...at, ...trust, ...lists, join(place, 'time.pem'))).toContain(
      'OK',
    );
    expect(await authority('adopt', ...words)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('An authority is in'),
    });
    expect(await authority('renew-crl', '--list', list)).toMatchObject({ code: 0 });
  }
});

test('[S85] what cannot issue certificates is not adopted, and nothing is written', async () => {
  const from = await mkdtemp(join(place, 'from-'));
  const other = await mkdtemp(join(place, 'other-'));
  const weak = await mkdtemp(join(place, 'weak-'));
  await Promise.all([
    foreignAuthority(from),
    foreignAuthority(other),
    foreignAuthority(weak, 'ec', 'digitalSignature'),
  ]);
  await Promise.all([from, other, weak].map(foreignRootList));
  const words = (certificate: string, key: string, root: string, list: string) => [
    ...['--certificate', certificate, '--key', key, '--root', root, '--root-crl', list],
  ];
  const at = (folder: string, name: string) => join(folder, name);
  const whole = (folder: string) =>
    [at(folder, 'issuing.pem'), at(folder, 'issuing.key.pem'), at(folder, 'root.pem'), at(folder, 'root.crl')] as const;
  const [certificate, key, root, list] = whole(from);
  const cases: readonly (readonly [string[], string])[] = [
    [words(certificate, at(other, 'issuing.key.pem'), root, list), 'is not the key of this issuing authority'],
    [words(certificate, key, at(other, 'root.pem'), list), 'was not issued by this root'],
    [words(certificate, key, root, at(other, 'root.crl')), 'is not signed by the root'],
    [words(...whole(weak)), 'may not sign certificates and revocation lists'],
    [words(certificate, key, certificate, list), 'The root is not its own issuer'],
    [words(key, key, root, list), 'cannot be read as PEM or DER'],
    [words(certificate, certificate, root, list), 'cannot be read as PEM, or not with this passphrase'],
    [words(certificate, key, root, certificate), 'is no revocation list'],
  ];
  for (const [args, sentence] of cases) {
    expect(await authority('adopt', ...args)).toMatchObject({ code: 1, stderr: expect.stringContaining(sentence) });
  }
  expect((await readdir(keys)).filter((name) => name.endsWith('.pem'))).toEqual([]);
});

test('[I49] wrong usage is answered with the usage and 2; beside a running server nothing is changed', async () => {
  for (const args of [
    [],
    ['bake'],
    ['export-root'],
    ['adopt', '--key', 'x'],
    ['renew-crl', '--days', '0', '--list', 'x'],
  ]) {
    expect(await authority(...args)).toMatchObject({ code: 2, stdout: '' });
  }
  expect(await authority('show')).toMatchObject({ code: 2, stderr: expect.stringContaining('no authority') });
  await openAuthority(options());
  expect((await authority('show', '--json')).stdout).toContain('"keyIs": "encrypted"');
  const { stderr } = await call('authority', ['renew-seal'], { KEY_PASSPHRASE: 'kata sandi salah' });
  expect(stderr).toMatch(/does not open with the passphrase/);
  const store = await openStore(data);
  expect(await authority('renew-seal')).toMatchObject({ code: 1, stdout: '' });
  await store[Symbol.asyncDispose]();
  expect(existsSync(join(keys, 'revoked.json'))).toBe(false);
});

test('[S82] a backup says which of its keys are encrypted, and holds them as they lie', async () => {
  await openAuthority(options());
  const store = await openStore(data);
  await store[Symbol.asyncDispose]();
  const file = join(place, 'backup');
  expect((await call('backup', ['--out', file])).stdout).toContain('(8 encrypted, 0 in the clear)');
  expect((await readFile(file)).includes('BEGIN PRIVATE KEY')).toBe(false);
  await writeFile(join(keys, 'links.key'), randomBytes(32));
  await chmod(join(keys, 'links.key'), 0o600);
  expect((await call('backup', ['--out', `${file}.2`])).stdout).toContain('(8 encrypted, 1 in the clear)');
});
