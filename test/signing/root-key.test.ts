import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import 'reflect-metadata';
import { X509Crl } from '@peculiar/x509';
import { expect, test } from 'vitest';
import { certificateRequest } from '#client/signing/request.ts';
import { readSecret } from '#platform/key-file';
import { randomBytes } from '#platform/random';
import { openVault } from '#platform/vault';
import { openAuthority } from '#signing/authority';
import { openIssuers } from '#signing/authority-keys';
import { exportRootKey, keepRootList, removeRootKey, renewRootList } from '#signing/root-key';
import { unrefused } from '#support/signing-kit';

const openssl = async (...args: string[]) => (await promisify(execFile)('openssl', args)).stdout;
const now = new Date();

test("[S84] the root's key leaves only as a copy that proved to be whole; its list stays, and the house goes on", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'teken-root-'));
  const keys = join(folder, 'keys');
  const place = { folder: keys, organiser: 'Badan Contoh', now, crlUrl: 'http://localhost:3000/crl', randomBytes };
  try {
    await openAuthority(place);
    const vault = openVault('sandi untuk brankas', randomBytes);
    const before = await openIssuers(place);
    const exported = await exportRootKey(before, 'sandi untuk brankas', randomBytes);
    await writeFile(join(folder, 'out.pem'), exported);
    const publicKey = await openssl(
      'pkey',
      '-in',
      join(folder, 'out.pem'),
      '-passin',
      'pass:sandi untuk brankas',
      '-pubout',
    );
    expect(publicKey).toBe(await openssl('x509', '-in', join(keys, 'root.pem'), '-noout', '-pubkey'));

    const how = { exported, vault, days: 200, now };
    await expect(renewRootList(before, how)).rejects.toThrow(/is signed anew every day/);
    const wrong = { ...how, vault: openVault('sandi yang berbeda', randomBytes) };
    await expect(removeRootKey(before, wrong)).rejects.toThrow(/does not open with this passphrase/);
    const issuingKey = await readSecret(join(keys, 'issuing.key.pem'), null);
    const stranger = { ...how, exported: await vault.seal(issuingKey!) };
    await expect(removeRootKey(before, stranger)).rejects.toThrow(/is not the key of this root/);
    expect(await readdir(keys)).toContain('root.key.pem');
    expect(await readdir(keys)).not.toContain('root.crl');

    await removeRootKey(before, how);
    expect(await readdir(keys)).not.toContain('root.key.pem');
    const house = await openAuthority(place);
    const der = await house.rootCrl(now);
    const list = new X509Crl(Uint8Array.from(der));
    expect((list.nextUpdate!.getTime() - now.getTime()) / 86_400_000).toBeGreaterThan(199);
    await writeFile(join(folder, 'list.crl'), der);
    await openssl(
      'crl',
      '-in',
      join(folder, 'list.crl'),
      '-inform',
      'DER',
      '-CAfile',
      join(keys, 'root.pem'),
      '-noout',
    );
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
    const csr = await certificateRequest(await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']));
    const person = { name: 'Ayu', role: 'Direktur', organisation: 'PT Contoh', personId: 'a', deviceId: 'b' };
    unrefused(await house.issue({ csr, ...person, now }));

    const after = await openIssuers(place);
    await expect(exportRootKey(after, 'sandi untuk brankas', randomBytes)).rejects.toThrow(/was taken offline already/);
    await expect(removeRootKey(after, how)).rejects.toThrow(/was taken offline already/);
    await expect(keepRootList(after, await house.crl(now, []), now)).rejects.toThrow(/is not signed by the root/);
    await renewRootList(after, { ...how, days: 365 });
    const renewed = new X509Crl(Uint8Array.from(await (await openAuthority(place)).rootCrl(now)));
    expect(renewed.nextUpdate!.getTime()).toBeGreaterThan(list.nextUpdate!.getTime());

    await rm(join(keys, 'issuing.pem'));
    await expect(openAuthority(place)).rejects.toThrow(/the root's key, which would make it, is not here/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
