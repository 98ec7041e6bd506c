import { agreementStream } from '#projections/live-ceremony';
import { growDocument, openDocument, type OpenDocument } from '#signing/open-document';
import type { Store } from '#store/port';

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

/** The agreement's document as it stands, whose bytes have this hash. Throws when the store does not have it. */
export const openedDocument = async (
  store: Store,
  ceremonyId: string,
  agreementId: string,
  sha256: string,
): Promise<OpenDocument> => {
  const known = keptFor(store).documents.get(sha256);
  if (known !== undefined) {
    keep(store, sha256, known);
    return known;
  }
  const bytes = await store.readDocument(ceremonyId, agreementStream(agreementId));
  if (bytes === null) throw new Error(`The document of ${agreementId} is missing from the store.`);
  const document = openDocument(bytes);
  if (document.hash.copy().digest('hex') === sha256) keep(store, sha256, document);
  return document;
};

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
