import { chmod, link, mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { randomId } from './random.ts';
import { StartFault, systemCode } from './start-fault.ts';
import { isSealed, type Vault } from './vault.ts';

// Every secret of the house is a file of mode 0600, whole and on disk before it has its name; under a passphrase its bytes are sealed.

/**
 * The bytes of a secret file, or null when there is none. A plain one is sealed at once when there is a passphrase.
 * @throws StartFault with a sentence when it cannot be read, or not with this passphrase
 */
export const readSecret = async (file: string, vault: Vault | null): Promise<Uint8Array | null> => {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
    const { mode } = await stat(file);
    // A secret that came back from a backup readable to others is closed again.
    if ((mode & 0o077) !== 0 && process.platform !== 'win32') await chmod(file, 0o600);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw new StartFault(`The secret file ${file} cannot be read.`, { cause: error });
  }
  if (isSealed(bytes)) return openSealed(file, bytes, vault);
  if (vault) await writeSecret(file, bytes, vault);
  return new Uint8Array(bytes);
};

const openSealed = async (file: string, bytes: Uint8Array, vault: Vault | null): Promise<Uint8Array> => {
  if (!vault)
    throw new StartFault(
      `The secret file ${file} is encrypted: give its passphrase with KEY_PASSPHRASE or KEY_PASSPHRASE_FILE.`,
    );
  try {
    return await vault.open(bytes);
  } catch (cause) {
    throw new StartFault(
      `The secret file ${file} does not open with the passphrase of KEY_PASSPHRASE or KEY_PASSPHRASE_FILE. Nothing was changed.`,
      { cause },
    );
  }
};

/** Writes a secret, in place of the one that is there. */
export const writeSecret = async (file: string, plain: Uint8Array, vault: Vault | null): Promise<void> => {
  const temporary = await writeBeside(file, vault ? await vault.seal(plain) : plain);
  await rename(temporary, file);
  await flushFolder(dirname(file));
};

/** Gives a whole file its name. */
export const renameSecret = async (from: string, to: string): Promise<void> => {
  await rename(from, to);
  await flushFolder(dirname(to));
};

/**
 * The bytes of a secret file, made by `make` when there is none yet: never replaced. Of two makers at once both get the
 * same bytes.
 */
export const readOrCreateSecret = async (
  file: string,
  make: () => Uint8Array | Promise<Uint8Array>,
  vault: Vault | null = null,
): Promise<Uint8Array> => {
  const existing = await readSecret(file, vault);
  if (existing) return existing;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const plain = await make();
  const temporary = await writeBeside(file, vault ? await vault.seal(plain) : plain);
  try {
    // A hard link, not a rename: it fails when another maker was first, instead of replacing that one's secret.
    await link(temporary, file);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  } finally {
    await unlink(temporary);
  }
  const made = await readSecret(file, vault);
  if (!made) throw new StartFault(`The secret file ${file} disappeared while it was being made.`);
  return made;
};

const writeBeside = async (file: string, bytes: Uint8Array): Promise<string> => {
  const temporary = `${file}.${randomId(6, 'hex')}.new`;
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return temporary;
};

const flushFolder = async (folder: string): Promise<void> => {
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
};
