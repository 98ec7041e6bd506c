import { chmod, link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { randomId } from './random.ts';
import { StartFault, systemCode } from './start-fault.ts';

const readSecret = async (file: string): Promise<Uint8Array | null> => {
  try {
    const bytes = await readFile(file);
    const { mode } = await stat(file);
    // A secret that came back from a backup readable to others is closed again.
    if ((mode & 0o077) !== 0 && process.platform !== 'win32') await chmod(file, 0o600);
    return new Uint8Array(bytes);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw new StartFault(`The secret file ${file} cannot be read.`, { cause: error });
  }
};

/**
 * The bytes of a secret file, made by `make` when there is none yet: mode 0600 in a folder 0700, complete and on
 * disk before it appears under its name, never replaced. Of two makers at once both get the same bytes.
 */
export const readOrCreateSecret = async (
  file: string,
  make: () => Uint8Array | Promise<Uint8Array>,
): Promise<Uint8Array> => {
  const existing = await readSecret(file);
  if (existing) return existing;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${randomId(6, 'hex')}.new`;
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(await make());
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    // A hard link, not a rename: it fails when another maker was first, instead of replacing that one's secret.
    await link(temporary, file);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  } finally {
    await unlink(temporary);
  }
  const made = await readSecret(file);
  if (!made) throw new StartFault(`The secret file ${file} disappeared while it was being made.`);
  return made;
};
