import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { openVault } from '#platform/vault';
import { openIssuers, type AuthorityPlace } from '#signing/authority-keys';
import { exportRootKey, keepRootList, removeRootKey, renewRootList } from '#signing/root-key';
import { AskedWrongly } from '../command-line.ts';
import { writeOut } from '../out-place.ts';

/** The bytes of a file that was named. Throws an AskedWrongly with a sentence. */
export const readNamed = (file: string): Uint8Array => {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new AskedWrongly(`${file} cannot be read.`, { cause });
  }
};

/** The first line of a file. */
export const passphraseIn = (file: string): string => {
  const [line = ''] = Buffer.from(readNamed(file)).toString('utf8').split(/\r?\n/);
  if (line.length < 12)
    throw new AskedWrongly(`The first line of ${file}, the passphrase, has fewer than 12 characters.`);
  return line;
};

export const exportRoot = async (place: AuthorityPlace, out: string, passphraseFile: string): Promise<0> => {
  const file = resolve(out);
  if (existsSync(file)) throw new AskedWrongly(`${file} exists already. Nothing was overwritten; name another file.`);
  const passphrase = passphraseIn(passphraseFile);
  const issuers = await openIssuers(place);
  writeOut(file, await exportRootKey(issuers, passphrase, place.randomBytes), { mode: 0o600, flag: 'wx' });
  console.log(
    `The root's key is in ${file}, encrypted (PKCS#8, OpenSSL opens it). It is still on this machine, too:\n` +
      'copy the file to where it will be kept, apart from its passphrase, and then run remove-root-key.',
  );
  return 0;
};

export const removeRoot = async (
  place: AuthorityPlace,
  asked: { readonly exported: string; readonly passphraseFile: string; readonly yes: boolean; readonly days: number },
): Promise<0 | 1> => {
  const exported = readNamed(asked.exported);
  const vault = openVault(passphraseIn(asked.passphraseFile), place.randomBytes);
  if (!asked.yes) {
    console.error(
      `This removes the root's key from ${place.folder}; only ${asked.exported} will hold it. Say so with --yes. Nothing was removed.`,
    );
    return 1;
  }
  await removeRootKey(await openIssuers(place), { exported, vault, days: asked.days, now: place.now });
  console.log(
    `The root's key is no longer here. Its revocation list, good for ${asked.days} days, stays; Teken goes on with the issuing authority.\n` +
      'Backups made before, and blocks of the disk that were not overwritten, may still hold the key.',
  );
  return 0;
};

export const renewList = async (
  place: AuthorityPlace,
  asked:
    | { readonly list: string }
    | { readonly exported: string; readonly passphraseFile: string; readonly days: number },
): Promise<0> => {
  const issuers = await openIssuers(place);
  if ('list' in asked) await keepRootList(issuers, readNamed(asked.list), place.now);
  else {
    const vault = openVault(passphraseIn(asked.passphraseFile), place.randomBytes);
    const { days } = asked;
    await renewRootList(issuers, { exported: readNamed(asked.exported), vault, days, now: place.now });
  }
  console.log("The root's revocation list was renewed. The key was not kept here.");
  return 0;
};
