import type { AppendRequest, JsonObject, Store } from '#store/port';

/** A place of its own for one test, in which a store can be opened again and again. */
export type StorePlace = AsyncDisposable & { open(): Promise<Store> };

export const AT = '2021-01-18T02:00:00.000Z';
export const LEDGER = 'ceremony-1';

export const noted = (data: JsonObject = {}) => ({ type: 'noted', schema: 1, data });

export const request = (stream: string, expectedVersion: number, more: Partial<AppendRequest> = {}): AppendRequest => ({
  ledger: LEDGER,
  actor: 'director',
  at: AT,
  writes: [{ stream, expectedVersion, events: [noted({ n: expectedVersion + 1 })] }],
  ...more,
});

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
export const textOf = (found: Uint8Array | null): string | null => found && new TextDecoder().decode(found);
export const command = (id: string) => ({
  actor: 'director',
  id,
  payloadHash: 'ab'.repeat(32),
  result: { refused: 'phase' },
});

export const cursor = (position: number, name = 'seal') => ({ cursor: { name, position } });

export const openFresh = async (
  makePlace: () => Promise<StorePlace>,
): Promise<AsyncDisposable & { readonly store: Store }> => {
  await using opening = new AsyncDisposableStack();
  const place = opening.use(await makePlace());
  const store = opening.use(await place.open());
  const resources = opening.move();
  return { store, [Symbol.asyncDispose]: () => resources.disposeAsync() };
};
