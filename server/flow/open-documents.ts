import { agreementStream, type LiveCeremony } from '#projections/live-ceremony';
import { NotAsWritten } from '#projections/not-as-written';
import { growDocument, openDocument, type OpenDocument } from '#signing/open-document';
import type { Store } from '#store/port';
import { notAsWritten, type Named } from './as-written.ts';
import { readGrowing } from './read-growing.ts';

// F27: what is signed again and again is read from the store and parsed once, and then grows by what is appended to it.
// Found by the hash of its bytes, which the ledger names: what is found under it is what was written, or is not found.

/** A few hundred agreements, each as it stands. */
const MOST_BYTES = 48 * 1024 * 1024;

type Kept = { readonly documents: Map<string, OpenDocument>; bytes: number };
const kept = new WeakMap<Store, Kept>();

const keptFor = (store: Store): Kept => {
  const own = kept.get(store) ?? { documents: new Map<string, OpenDocument>(), bytes: 0 };
  kept.set(store, own);
  return own;
};

const forget = (own: Kept, sha256: string): void => {
  own.bytes -= own.documents.get(sha256)?.file.bytes.length ?? 0;
  own.documents.delete(sha256);
};

const keep = (store: Store, sha256: string, document: OpenDocument): void => {
  const own = keptFor(store);
  forget(own, sha256);
  own.documents.set(sha256, document);
  own.bytes += document.file.bytes.length;
  // The one that nobody has asked for longest goes first.
  for (const oldest of own.documents.keys()) {
    if (own.bytes <= MOST_BYTES) return;
    forget(own, oldest);
  }
};

/**
 * The agreement's document as the ledger names it, read from the store. The fault NotAsWritten where that has none, another
 * (F54), or one behind which nothing can be appended (F55).
 */
export const readToAppend = async (
  store: Store,
  live: LiveCeremony,
  agreementId: string,
  named: Named,
): Promise<Uint8Array> => {
  const stream = agreementStream(agreementId);
  const document = await readGrowing(store, live, { document: stream, stream, ...named });
  if (document === 'missing') throw new NotAsWritten(`The document of ${agreementId} is missing from the store.`);
  if (document === 'differs') throw new NotAsWritten(notAsWritten(stream));
  return document;
};

/** The same, parsed; from memory where it is known (F27). */
export const openedDocument = async (
  store: Store,
  live: LiveCeremony,
  agreementId: string,
  named: Named,
): Promise<OpenDocument> => {
  const known = keptFor(store).documents.get(named.sha256);
  if (known !== undefined) {
    keep(store, named.sha256, known);
    return known;
  }
  const document = openDocument(await readToAppend(store, live, agreementId, named));
  keep(store, named.sha256, document);
  return document;
};

/** F55: what the store holds has turned out not to be what the ledger names: it is read anew, and told. */
export const forgetDocuments = (store: Store): void => void kept.delete(store);

/** It will be asked for with this hash next, once what was appended is written. */
export const keepGrown = (
  store: Store,
  before: OpenDocument,
  grown: { readonly segment: Uint8Array; readonly sha256: string },
): void => {
  const own = keptFor(store);
  keep(store, grown.sha256, growDocument(before, grown.segment));
  // As it was before is hardly asked for again.
  const old = before.hash.copy().digest('hex');
  if (own.documents.has(old)) forget(own, old);
};
