import { MINUTES_DOCUMENT } from '#projections/record-data';
import { paperDocument } from '#flow/proof-place';
import type { StoredEvent } from '#store/port';

// What the events of a ledger say of things that stand beside the chain, and that can be held against those things.

export type DocumentClaim = {
  readonly position: number;
  readonly document: string;
  readonly sha256: string;
  readonly bytes: number;
};
export type RootClaim = { readonly position: number; readonly upTo: number; readonly root: string };

export type Claims = {
  readonly documents: DocumentClaim[];
  readonly roots: RootClaim[];
  /** Hashes that events hold in place of personal data, with the ids of whom or what those events speak. */
  readonly commitments: Map<string, ReadonlySet<string>>;
  /** For each id, the last event that names it beside such a hash. */
  readonly committedFor: Map<string, number>;
};

export const noClaims = (): Claims => ({
  documents: [],
  roots: [],
  commitments: new Map(),
  committedFor: new Map(),
});

/** Each appends bytes to the document that is called as its stream, and names size and hash of the whole. */
const GROWS = new Set([
  'agreement-readied',
  'signature-completed',
  'agreement-sealed',
  'agreement-archived',
  'agreement-archive-renewed',
  'template-fixed',
]);
// In the canonical text of an event's data, however deep they stand.
const COMMITMENT = /"(?:\w*[cC]ommitment|certificateSha256)":"([0-9a-f]{64})"/g;
const ID = /"\w+Id":"([^"]+)"/g;

export const takeClaims = (claims: Claims, { position, stream, type, data }: StoredEvent): void => {
  const { sha256, bytes, upTo, root } = data;
  const document = documentOf(type, stream);
  if (document !== null && typeof sha256 === 'string' && typeof bytes === 'number')
    claims.documents.push({ position, document, sha256, bytes });
  if (typeof upTo === 'number' && typeof root === 'string') claims.roots.push({ position, upTo, root });
  const text = JSON.stringify(data);
  const committed = [...text.matchAll(COMMITMENT)].map(([, hash]) => hash ?? '');
  if (committed.length === 0) return;
  const ids = [...stream.split('/').slice(1), ...[...text.matchAll(ID)].map(([, id]) => id ?? '')];
  for (const hash of committed)
    claims.commitments.set(hash, new Set([...(claims.commitments.get(hash) ?? []), ...ids]));
  for (const id of ids) claims.committedFor.set(id, position);
};

const documentOf = (type: string, stream: string): string | null => {
  if (GROWS.has(type)) return stream;
  if (type === 'minutes-sealed') return MINUTES_DOCUMENT;
  return type === 'agreement-signed-on-paper' ? paperDocument(stream.slice(stream.indexOf('/') + 1)) : null;
};
