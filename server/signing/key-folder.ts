import { X509Certificate as NodeCertificate, type webcrypto } from 'node:crypto';
import { access, chmod, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import 'reflect-metadata';
import { PemConverter, X509Certificate } from '@peculiar/x509';
import { readSecret, renameSecret, writeSecret } from '#platform/key-file';
import { StartFault } from '#platform/start-fault';
import type { Vault } from '#platform/vault';
import { P256, type Issuer } from './certificate-profile.ts';
import { importFor, keyHere } from './key-algorithms.ts';

// S8: keys lie in a folder of mode 0700 as files of mode 0600, PKCS#8 in PEM, each written whole or not at all.

export type KeyFolder = {
  readonly path: string;
  /** What seals the private keys (S82); null: they lie in the clear. */
  readonly vault: Vault | null;
};

export async function openKeyFolder(path: string, vault: Vault | null): Promise<KeyFolder> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  await chmod(path, 0o700);
  return { path, vault };
}

export async function readCertificate({ path }: KeyFolder, name: string): Promise<X509Certificate | null> {
  const bytes = await readSecret(join(path, `${name}.pem`), null);
  if (bytes === null) return null;
  try {
    return new X509Certificate(Buffer.from(bytes).toString('latin1'));
  } catch (cause) {
    throw damaged(path, name, cause);
  }
}

/**
 * A key with its certificate from `<name>.key.pem` and `<name>.pem`, or null when it has none yet. A key waits as
 * `<name>.next.key.pem` until its certificate is there: whatever cut a change short, the one before or the new one is
 * whole (S8). Throws when a certificate has lost its key.
 */
export async function readPair(folder: KeyFolder, name: string): Promise<Issuer | null> {
  const certificate = await readCertificate(folder, name);
  if (certificate === null) return null;
  const { path, vault } = folder;
  const [current, next] = [join(path, `${name}.key.pem`), join(path, `${name}.next.key.pem`)];
  const pem = await readSecret(current, vault);
  const [key, cause] = await keyOf(certificate, pem);
  if (key) return { certificate, key: keyHere(key) };
  const [waiting] = await keyOf(certificate, await readSecret(next, vault));
  if (waiting) {
    await renameSecret(next, current);
    return { certificate, key: keyHere(waiting) };
  }
  if (pem === null) throw new StartFault(`The key ${name}.key.pem is missing from ${path}; restore it from a backup.`);
  throw damaged(path, name, cause);
}

/** Whether a key of this name lies here, or waits for its certificate. */
export const hasKey = async ({ path }: KeyFolder, name: string): Promise<boolean> =>
  (await isThere(join(path, `${name}.key.pem`))) || isThere(join(path, `${name}.next.key.pem`));

/** Makes a key and a certificate for it, in place of the ones that are there. */
export async function makePair(
  folder: KeyFolder,
  name: string,
  make: (keys: webcrypto.CryptoKeyPair) => Promise<X509Certificate>,
): Promise<Issuer> {
  const keys = await crypto.subtle.generateKey(P256, true, ['sign', 'verify']);
  const certificate = await make(keys);
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  await keepPair(folder, name, certificate, `${PemConverter.encode(pkcs8, PemConverter.PrivateKeyTag)}\n`);
  return { certificate, key: keyHere(keys.privateKey) };
}

/** `key`: PKCS#8 in PEM, in the clear. */
export async function keepPair(
  folder: KeyFolder,
  name: string,
  certificate: X509Certificate,
  key: string,
): Promise<void> {
  const { path, vault } = folder;
  const next = join(path, `${name}.next.key.pem`);
  await writeSecret(next, Buffer.from(key), vault);
  await keepFile(folder, `${name}.pem`, Buffer.from(`${certificate.toString('pem')}\n`));
  await renameSecret(next, join(path, `${name}.key.pem`));
}

/** What is no secret: whole or not at all, too. */
export const keepFile = ({ path }: KeyFolder, name: string, bytes: Uint8Array): Promise<void> =>
  writeSecret(join(path, name), bytes, null);

export const readFileIn = async ({ path }: KeyFolder, name: string): Promise<Uint8Array | null> =>
  (await isThere(join(path, name))) ? new Uint8Array(await readFile(join(path, name))) : null;

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

async function keyOf(
  certificate: X509Certificate,
  pem: Uint8Array | null,
): Promise<readonly [webcrypto.CryptoKey | null, unknown]> {
  if (pem === null) return [null, null];
  try {
    return [await importFor(new NodeCertificate(Buffer.from(certificate.rawData)), pem), null];
  } catch (cause) {
    return [null, cause];
  }
}

const damaged = (path: string, name: string, cause: unknown): StartFault =>
  new StartFault(`The key or certificate ${name} in ${path} is damaged; restore it from a backup.`, { cause });
