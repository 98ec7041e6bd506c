import type { KeyStore } from '../../signing/device-key.ts';

// W54: what one person leaves behind, the next cannot reach. At a table keys live in memory and go with the page; what
// this browser may have kept from another use of it is deleted before anybody sits down, and again afterwards.

const KEY_DATABASES = ['teken-keys'];

const deleteDatabase = (name: string): Promise<void> =>
  new Promise((resolve) => {
    const deleting = indexedDB.deleteDatabase(name);
    // Blocked: another tab of ours holds it open; it is deleted when that closes.
    for (const event of ['success', 'error', 'blocked']) deleting.addEventListener(event, () => resolve());
  });

/** Deletes keys, notes and caches of this site in this browser. Never fails: what cannot be had, is not kept either. */
export const cleanTablet = async (): Promise<void> => {
  for (const storage of [() => sessionStorage, () => localStorage]) {
    try {
      storage().clear();
    } catch {
      // Storage is forbidden: there is nothing in it.
    }
  }
  try {
    await Promise.all(KEY_DATABASES.map(deleteDatabase));
    const names = 'caches' in globalThis ? await caches.keys() : [];
    await Promise.all(names.map((name) => caches.delete(name)));
  } catch {
    // As above.
  }
};

/** Keys for one sitting: in memory, not exportable, never written anywhere. */
export const keysInMemory = (): KeyStore => {
  const pairs = new Map<string, CryptoKeyPair>();
  return {
    get: async (name) => pairs.get(name),
    keep: async (name, pair) => {
      const kept = pairs.get(name) ?? pair;
      pairs.set(name, kept);
      return kept;
    },
  };
};
