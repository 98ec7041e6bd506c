import { X509Certificate as NodeCertificate, createPrivateKey } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { X509Certificate } from '@peculiar/x509';
import { readSecret } from '#platform/key-file';
import { StartFault } from '#platform/start-fault';
import { openVault, type Vault } from '#platform/vault';
import { ROOT_LIST, type AuthorityPlace, type Issuers } from './authority-keys.ts';
import { DAY } from './certificate-ends.ts';
import { makeCrl, openCrl } from './crl.ts';
import { importFor, keyHere, type SigningKey } from './key-algorithms.ts';
import { keepFile } from './key-folder.ts';

// S84: the root's key may leave the machine. What it would be asked for on the day, its revocation list, stays behind.

/** The root's key for taking away, PEM, under a passphrase of its own. Throws a sentence when the key is not here. */
export async function exportRootKey(
  { folder, rootKey }: Issuers,
  passphrase: string,
  randomBytes: AuthorityPlace['randomBytes'],
): Promise<Uint8Array> {
  const pem = rootKey && (await readSecret(join(folder.path, 'root.key.pem'), folder.vault));
  if (!pem) throw new StartFault(`The root's key is not in ${folder.path}: it was taken offline already.`);
  return openVault(passphrase, randomBytes).seal(pem);
}

/**
 * Removes the root's key once the copy that was taken away has proved to be whole; its list, good for `days`, stays.
 * Throws a sentence, and removes nothing, when the copy does not open or is another key.
 */
export async function removeRootKey(
  issuers: Issuers,
  {
    exported,
    vault,
    days,
    now,
  }: { readonly exported: Uint8Array; readonly vault: Vault; readonly days: number; readonly now: Date },
): Promise<void> {
  const { folder, rootKey } = issuers;
  if (!rootKey) throw new StartFault(`The root's key is not in ${folder.path}: it was taken offline already.`);
  await leaveList(issuers, await broughtKey(issuers.root, exported, vault), days, now);
  await unlink(join(folder.path, 'root.key.pem'));
}

/** A new list in place of the one that the root left behind, by its key that was brought for this moment. */
export async function renewRootList(
  issuers: Issuers,
  {
    exported,
    vault,
    days,
    now,
  }: { readonly exported: Uint8Array; readonly vault: Vault; readonly days: number; readonly now: Date },
): Promise<void> {
  mustBeOffline(issuers);
  await leaveList(issuers, await broughtKey(issuers.root, exported, vault), days, now);
}

/** A list that the root's keeper signed elsewhere, DER or PEM. */
export async function keepRootList(issuers: Issuers, bytes: Uint8Array, now: Date): Promise<void> {
  mustBeOffline(issuers);
  const list = await checkedRootList(issuers.root, issuers.issuing.certificate, bytes, now);
  await keepFile(issuers.folder, ROOT_LIST, list);
}

/** DER. Throws a sentence unless the root signed it, it counts now, and it does not revoke the issuing authority. */
export async function checkedRootList(
  root: X509Certificate,
  issuing: X509Certificate,
  bytes: Uint8Array,
  now: Date,
): Promise<Uint8Array> {
  const crl = read(() => openCrl(bytes), 'The list of the root is no revocation list.');
  if (crl.issuer !== root.subject || !(await crl.verify({ publicKey: root })))
    throw new StartFault('The revocation list is not signed by the root.');
  if (crl.nextUpdate! < now || crl.thisUpdate > now)
    throw new StartFault(`The revocation list of the root counts until ${crl.nextUpdate!.toISOString()} only.`);
  if (crl.findRevoked(issuing.serialNumber) !== null)
    throw new StartFault('The revocation list of the root revokes this issuing authority.');
  return new Uint8Array(crl.rawData);
}

/** When the list that the root left behind ends, or null. */
export const rootListEnds = (list: Uint8Array | null): Date | null => (list && openCrl(list).nextUpdate) ?? null;

function mustBeOffline({ rootKey }: Issuers): void {
  if (rootKey) throw new StartFault("The root's key is here: its list is signed anew every day, without being asked.");
}

async function broughtKey(root: X509Certificate, exported: Uint8Array, vault: Vault): Promise<SigningKey> {
  let pem: Uint8Array;
  try {
    pem = await vault.open(exported);
  } catch (cause) {
    throw new StartFault('The exported key of the root does not open with this passphrase.', { cause });
  }
  try {
    return keyHere(await importFor(new NodeCertificate(Buffer.from(root.rawData)), createPrivateKey(Buffer.from(pem))));
  } catch (cause) {
    throw new StartFault('The exported key is not the key of this root.', { cause });
  }
}

async function leaveList({ folder, root }: Issuers, key: SigningKey, days: number, now: Date): Promise<void> {
  const goodFor = Math.min(days * DAY, root.notAfter.getTime() - now.getTime());
  const list = await makeCrl({ certificate: root, key }, { revoked: [], now, number: now.getTime(), goodFor });
  await keepFile(folder, ROOT_LIST, list);
}

function read<T>(make: () => T, sentence: string): T {
  try {
    return make();
  } catch (cause) {
    throw new StartFault(sentence, { cause });
  }
}
