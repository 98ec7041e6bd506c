import type { webcrypto } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import 'reflect-metadata';
import { PemConverter, X509Certificate } from '@peculiar/x509';
import { StartFault } from '#platform/start-fault';
import { P256, type Issuer } from './certificate-profile.ts';

// S8: keys lie in a folder of mode 0700 as files of mode 0600, PKCS#8 in PEM, each written whole or not at all.

export async function openKeyFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
}

/**
 * A key with its certificate from `<name>.key.pem` and `<name>.pem`, or null when it has none yet. The certificate is
 * written last: a start that was cut short makes both anew. Throws when a certificate has lost its key.
 */
export async function readPair(folder: string, name: string): Promise<Issuer | null> {
  const certificatePem = await readIfThere(join(folder, `${name}.pem`));
  if (certificatePem === null) return null;
  const keyPem = await readIfThere(join(folder, `${name}.key.pem`));
  if (keyPem === null)
    throw new StartFault(`The key ${name}.key.pem is missing from ${folder}; restore it from a backup.`);
  try {
    const key = await crypto.subtle.importKey('pkcs8', PemConverter.decodeFirst(keyPem), P256, false, ['sign']);
    return { certificate: new X509Certificate(certificatePem), key };
  } catch (cause) {
    throw new StartFault(`The key or certificate ${name} in ${folder} is damaged; restore it from a backup.`, {
      cause,
    });
  }
}

export async function writePair(
  folder: string,
  name: string,
  make: (keys: webcrypto.CryptoKeyPair) => Promise<X509Certificate>,
): Promise<Issuer> {
  const keys = await crypto.subtle.generateKey(P256, true, ['sign', 'verify']);
  const certificate = await make(keys);
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  await writeWhole(folder, `${name}.key.pem`, PemConverter.encode(pkcs8, PemConverter.PrivateKeyTag));
  await writeWhole(folder, `${name}.pem`, certificate.toString('pem'));
  return { certificate, key: keys.privateKey };
}

async function writeWhole(folder: string, name: string, text: string): Promise<void> {
  const path = join(folder, name);
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(`${text}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await chmod(`${path}.new`, 0o600);
  await rename(`${path}.new`, path);
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (problem) {
    if (problem instanceof Error && 'code' in problem && problem.code === 'ENOENT') return null;
    throw problem;
  }
}
