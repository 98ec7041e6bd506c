import { REVOCATION_REASONS } from '#contract/constants';
import { StartFault } from '#platform/start-fault';
import type { RevokedEntry } from './crl.ts';
import { keepFile, readFileIn, type KeyFolder } from './key-folder.ts';

// S86: the organiser's own certificates belong to no ceremony; which of them were revoked stands beside their keys.

const FILE = 'revoked.json';

export async function readOwnRevocations(folder: KeyFolder): Promise<readonly RevokedEntry[]> {
  const bytes = await readFileIn(folder, FILE);
  if (bytes === null) return [];
  try {
    const entries: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    if (Array.isArray(entries)) return entries.map(entryOf);
    throw new TypeError('Not a list');
  } catch (cause) {
    throw new StartFault(`${FILE} in ${folder.path}, the organiser's revoked certificates, is damaged; restore it.`, {
      cause,
    });
  }
}

export async function addOwnRevocation(folder: KeyFolder, entry: RevokedEntry): Promise<void> {
  const entries = [...(await readOwnRevocations(folder)), entry];
  await keepFile(folder, FILE, Buffer.from(`${JSON.stringify(entries, null, 2)}\n`));
}

function entryOf(entry: unknown): RevokedEntry {
  if (typeof entry !== 'object' || entry === null || !('serial' in entry && 'at' in entry && 'reason' in entry)) {
    throw new TypeError('Not an entry');
  }
  const { serial, at } = entry;
  const reason = REVOCATION_REASONS.find((one) => one === entry.reason);
  if (typeof serial !== 'string' || !/^[0-9a-f]+$/.test(serial) || typeof at !== 'string' || reason === undefined) {
    throw new TypeError('Not an entry');
  }
  return { serial, at: new Date(at), reason };
}
