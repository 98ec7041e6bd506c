import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import 'reflect-metadata';
import { X509Crl } from '@peculiar/x509';
import { expect, test } from 'vitest';
import { certificateRequest } from '#client/signing/request.ts';
import { randomBytes } from '#platform/random';
import { openVault, type Vault } from '#platform/vault';
import { openAuthority } from '#signing/authority';
import { openIssuers, openOwn, renewOwn } from '#signing/authority-keys';
import { addOwnRevocation } from '#signing/own-revocations';
import { AT, unrefused } from '#support/signing-kit';

const run = promisify(execFile);
const PASSPHRASE = 'kata sandi contoh';

const openFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'teken-authority-'));
  const keys = join(folder, 'keys');
  const place = (vault: Vault | null = null, now = AT) => ({
    folder: keys,
    organiser: 'Badan Contoh',
    now,
    crlUrl: 'http://localhost:3000/crl',
    randomBytes,
    vault,
  });
  return {
    keys,
    place,
    open: (vault: Vault | null = null, more: { certificateDays?: number; now?: Date } = {}) =>
      openAuthority({ ...place(vault), ...more }),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
};

const keyFiles = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.key.pem')).toSorted();

test('[S82] [S83] keys that lie in the clear are encrypted at the next start with a passphrase, and stay the same keys', async () => {
  await using place = await openFolder();
  const first = await place.open();
  const plain = await readFile(join(place.keys, 'issuing.key.pem'), 'utf8');
  const vault = openVault(PASSPHRASE, randomBytes);
  expect((await place.open(vault)).rootPem).toBe(first.rootPem);
  const files = await keyFiles(place.keys);
  expect(files).toHaveLength(10);
  for (const file of files) {
    expect(await readFile(join(place.keys, file), 'utf8')).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
  }
  const args = ['pkey', '-in', join(place.keys, 'issuing.key.pem'), '-passin', `pass:${PASSPHRASE}`];
  expect((await run('openssl', args)).stdout.trim()).toBe(plain.trim());

  const before = (await readdir(place.keys)).toSorted();
  await expect(place.open()).rejects.toThrow(/is encrypted: give its passphrase with KEY_PASSPHRASE/);
  const wrong = openVault('kata sandi salah', randomBytes);
  await expect(place.open(wrong)).rejects.toThrow(/does not open with the passphrase .* Nothing was changed/);
  expect((await readdir(place.keys)).toSorted()).toEqual(before);
  const again = await place.open(openVault(PASSPHRASE, randomBytes));
  expect(again.sealSigner.certificate).toEqual(first.sealSigner.certificate);
});

test('[S82] an authority made under a passphrase never had a key in the clear', async () => {
  await using place = await openFolder();
  await place.open(openVault(PASSPHRASE, randomBytes));
  for (const file of await keyFiles(place.keys)) {
    expect(await readFile(join(place.keys, file), 'utf8')).not.toContain('BEGIN PRIVATE KEY');
  }
});

test('[S87] wherever a renewal is cut short, the key fits its certificate: the ones before or the new ones', async () => {
  await using place = await openFolder();
  const first = await place.open();
  const [key, next, pem] = ['seal.key.pem', 'seal.next.key.pem', 'seal.pem'].map((name) => join(place.keys, name)) as [
    string,
    string,
    string,
  ];
  await copyFile(key, `${key}.before`);
  await copyFile(pem, `${pem}.before`);
  await renewOwn(place.place(), await openIssuers(place.place()), 'seal');
  const renewed = await place.open();
  expect(renewed.sealSigner.certificate).not.toEqual(first.sealSigner.certificate);
  const works = async (expected: Uint8Array) => {
    const { sealSigner } = await place.open();
    expect(sealSigner.certificate).toEqual(expected);
    const { publicKey } = new X509Certificate(sealSigner.certificate);
    const message = Buffer.from('segel');
    const spki = Uint8Array.from(publicKey.export({ type: 'spki', format: 'der' }));
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
    const imported = await crypto.subtle.importKey('spki', spki, algorithm, true, ['verify']);
    const signature = Uint8Array.from(await sealSigner.sign(message));
    expect(await crypto.subtle.verify(algorithm, imported, signature, message)).toBe(true);
  };
  // Cut after the new certificate: its key still waits under its other name.
  await rename(key, next);
  await copyFile(`${key}.before`, key);
  await works(renewed.sealSigner.certificate);
  expect(await readdir(place.keys)).not.toContain('seal.next.key.pem');
  // Cut before it: the new key waits beside a whole pair.
  await rename(key, next);
  await copyFile(`${key}.before`, key);
  await copyFile(`${pem}.before`, pem);
  await works(first.sealSigner.certificate);
  // A key of another certificate is none.
  await copyFile(join(place.keys, 'time.key.pem'), key);
  await unlink(next);
  await expect(place.open()).rejects.toThrow(/seal .* is damaged/);
});

test('[S87] a renewal whose certificate cannot be written leaves the key as it was', async () => {
  await using place = await openFolder();
  const first = await place.open();
  const [key, pem] = [join(place.keys, 'seal.key.pem'), join(place.keys, 'seal.pem')];
  const before = await readFile(key);
  const issuers = await openIssuers(place.place());
  await rename(pem, `${pem}.before`);
  await mkdir(pem);
  await expect(renewOwn(place.place(), issuers, 'seal')).rejects.toThrow();
  expect(await readFile(key)).toEqual(before);
  await rmdir(pem);
  await rename(`${pem}.before`, pem);
  expect((await place.open()).sealSigner.certificate).toEqual(first.sealSigner.certificate);
});

test("[S86] the organiser's own certificates are revoked in the list that everybody gets, and stay so", async () => {
  await using place = await openFolder();
  const first = await place.open();
  const issuers = await openIssuers(place.place());
  const { certificate } = await openOwn(place.place(), issuers, 'time');
  const serial = certificate.serialNumber;
  await addOwnRevocation(issuers.folder, { serial, at: AT, reason: 'key-compromise' });
  await renewOwn(place.place(), issuers, 'time');
  const authority = await place.open();
  expect(authority.timeSigner.certificate).not.toEqual(first.timeSigner.certificate);
  const other = { serial: '4abc', at: AT, reason: 'superseded' } as const;
  const list = new X509Crl(Uint8Array.from(await authority.crl(AT, [other])));
  expect(list.entries.map((entry) => entry.serialNumber)).toEqual([serial, '4abc']);
  expect(new X509Crl(Uint8Array.from(await authority.rehearsal.crl(AT, []))).entries).toEqual([]);
  await writeFile(join(place.keys, 'revoked.json'), '[{"serial":"x"}]');
  await expect(place.open()).rejects.toThrow(/revoked\.json .* is damaged/);
});

test('[S89] a certificate is valid for as long as was set, and never longer than its issuer', async () => {
  await using place = await openFolder();
  const csr = await certificateRequest(
    await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']),
  );
  const person = { csr, name: 'Ayu', role: 'Direktur', organisation: 'PT Contoh', personId: 'a', deviceId: 'b' };
  for (const days of [1, 30, 3650]) {
    const authority = await place.open(null, { certificateDays: days });
    const { notAfter } = unrefused(await authority.issue({ ...person, now: AT }));
    expect(notAfter.getTime() - AT.getTime()).toBe(days * 86_400_000);
  }
  const authority = await place.open(null, { certificateDays: 3650 });
  const late = unrefused(await authority.issue({ ...person, now: new Date(AT.getTime() + 100 * 86_400_000) }));
  expect(late.notAfter).toEqual(new X509Certificate(authority.chain[0]!).validToDate);
});
