import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readOrCreateSecret, readSecret } from '#platform/key-file';
import { randomBytes } from '#platform/random';
import { isSealed, openVault } from '#platform/vault';

const run = promisify(execFile);
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = Buffer.from(privateKey.export({ format: 'pem', type: 'pkcs8' }));
const vault = openVault('kata sandi contoh', randomBytes);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'teken-vault-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('[S82] OpenSSL opens a sealed key with the passphrase, and finds PBES2 with 600,000 rounds', async () => {
  const file = join(folder, 'a.key.pem');
  await writeFile(file, await vault.seal(pem));
  const opened = await run('openssl', ['pkey', '-in', file, '-passin', 'pass:kata sandi contoh']);
  expect(opened.stdout).toBe(pem.toString());
  await expect(run('openssl', ['pkey', '-in', file, '-passin', 'pass:other'])).rejects.toThrow();
  const { stdout } = await run('openssl', ['asn1parse', '-in', file]);
  expect(stdout).toMatch(/PBES2[^]*PBKDF2[^]*:0927C0\n[^]*hmacWithSHA256[^]*aes-256-cbc/);
});

test('[S82] keys and other secrets come back as they were, with the right passphrase only', async () => {
  const secret = randomBytes(32);
  for (const plain of [pem, secret]) {
    const sealed = await vault.seal(plain);
    expect(isSealed(sealed) && !isSealed(plain)).toBe(true);
    expect(Buffer.from(await openVault('kata sandi contoh', randomBytes).open(sealed))).toEqual(Buffer.from(plain));
  }
  const wrong = openVault('salah', randomBytes);
  const sealed = await vault.seal(secret);
  await expect(wrong.open(sealed)).rejects.toThrow();
  expect(await vault.seal(secret)).not.toEqual(sealed);
});

test('[S82] a plain secret is sealed at the next reading; without the passphrase it is a sentence', async () => {
  const file = join(folder, 'keys', 'links.key');
  const first = await readOrCreateSecret(file, () => randomBytes(32));
  expect(isSealed(await readFile(file))).toBe(false);
  expect(await readOrCreateSecret(file, () => randomBytes(32), vault)).toEqual(first);
  expect(isSealed(await readFile(file))).toBe(true);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await expect(readSecret(file, null)).rejects.toThrow(/is encrypted: give its passphrase with KEY_PASSPHRASE/);
  const wrong = openVault('salah', randomBytes);
  await expect(readOrCreateSecret(file, () => randomBytes(32), wrong)).rejects.toThrow(/does not open .* Nothing was/);
  expect(await readSecret(file, vault)).toEqual(first);
});
