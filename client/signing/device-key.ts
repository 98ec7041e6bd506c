// The signatory's key: made in this browser, not exportable, kept here for this person in this ceremony.

/** Where key pairs are kept. IndexedDB keeps a key that cannot be exported; a Map does for tests. */
export type KeyStore = {
  readonly get: (name: string) => Promise<CryptoKeyPair | undefined>;
  /** Keeps the pair unless there is one already; answers with the one that is kept. */
  readonly keep: (name: string, pair: CryptoKeyPair) => Promise<CryptoKeyPair>;
};

export type KeyOwner = { readonly ceremonyId: string; readonly personId: string };

/** The person's key on this device; made at first call. Two tabs at once get the same one. */
export async function openDeviceKey(store: KeyStore, owner: KeyOwner): Promise<CryptoKeyPair> {
  const name = `${owner.ceremonyId}/${owner.personId}`;
  const kept = await store.get(name);
  if (kept) return kept;
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  return store.keep(name, pair);
}

const STORE = 'keys';

/** The browser's own store. Rejects when the browser allows none (some private windows). */
export async function openKeyStore(factory: IDBFactory): Promise<KeyStore> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = factory.open('teken-keys', 1);
    opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(STORE));
    opening.addEventListener('success', () => resolve(opening.result));
    opening.addEventListener('error', () => reject(faultOf(opening)));
  });
  return {
    get: async (name) => read(database, name),
    keep: (name, pair) =>
      new Promise((resolve, reject) => {
        const transaction = database.transaction(STORE, 'readwrite');
        const adding = transaction.objectStore(STORE).add(pair, name);
        // Another tab was first: its key is the one.
        adding.addEventListener('error', (event) => {
          event.preventDefault();
          event.stopPropagation();
        });
        transaction.addEventListener('complete', () => {
          read(database, name).then((kept) => resolve(kept ?? pair), reject);
        });
        transaction.addEventListener('abort', () =>
          reject(new Error('The key was not kept', { cause: transaction.error })),
        );
      }),
  };
}

async function read(database: IDBDatabase, name: string): Promise<CryptoKeyPair | undefined> {
  return new Promise((resolve, reject) => {
    const reading: IDBRequest<CryptoKeyPair | undefined> = database.transaction(STORE).objectStore(STORE).get(name);
    reading.addEventListener('success', () => resolve(reading.result));
    reading.addEventListener('error', () => reject(faultOf(reading)));
  });
}

const faultOf = (request: IDBRequest): Error =>
  new Error('The browser does not keep keys for this site', { cause: request.error });
