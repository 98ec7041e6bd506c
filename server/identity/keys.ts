import { hkdf } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readOrCreateSecret } from '#platform/key-file';
import type { RandomBytes } from '#platform/random';
import { StartFault } from '#platform/start-fault';
import type { Vault } from '#platform/vault';

/** One key a purpose, so that nothing made for one is ever valid as the other (P2). */
export type IdentityKeys = {
  readonly links: Uint8Array;
  readonly tickets: Uint8Array;
  readonly codes: Uint8Array;
  /** Links and tickets of signing tables. */
  readonly tables: Uint8Array;
};

const derive = promisify(hkdf);
const noSalt = new Uint8Array();

/** Reads `keys/links.key` (32 bytes), making it at the first start. Whoever has it can act as anybody: mode 0600. */
export const openIdentityKeys = async (
  dataDir: string,
  randomBytes: RandomBytes,
  vault: Vault | null = null,
): Promise<IdentityKeys> => {
  const file = join(dataDir, 'keys', 'links.key');
  const root = await readOrCreateSecret(file, () => randomBytes(32), vault);
  if (root.length !== 32)
    throw new StartFault(
      `The key of the personal links, ${file}, is damaged; restore it from a backup, or delete it: all links then change.`,
    );
  const of = async (purpose: string) => new Uint8Array(await derive('sha256', root, noSalt, purpose, 32));
  return {
    links: await of('teken personal links 1'),
    tickets: await of('teken tickets 1'),
    codes: await of('teken one-time codes 1'),
    tables: await of('teken signing tables 1'),
  };
};
