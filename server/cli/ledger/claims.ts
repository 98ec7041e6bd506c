import type { StoredEvent } from '#store/port';
import { documentOf } from '../export/archive.ts';

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
  /** Those of them that closed the record: what the minutes show and custodians keep. */
  readonly fixed: RootClaim[];
  /** Hashes that events hold in place of personal data, with the ids of whom or what those events speak. */
  readonly commitments: Map<string, ReadonlySet<string>>;
  /** For each id, the last event that names it beside such a hash. */
  readonly committedFor: Map<string, number>;
};

export const noClaims = (): Claims => ({
  documents: [],
  roots: [],
  fixed: [],
  commitments: new Map(),
  committedFor: new Map(),
});

// In the canonical text of an event's data, however deep they stand.
const COMMITMENT = /"(?:\w*[cC]ommitment|certificateSha256)":"([0-9a-f]{64})"/g;
const ID = /"\w+Id":"([^"]+)"/g;

export const takeClaims = (claims: Claims, event: StoredEvent): void => {
  const { position, stream, data } = event;
  const { sha256, bytes, upTo, root } = data;
  const document = documentOf(event);
  if (document !== null && typeof sha256 === 'string' && typeof bytes === 'number')
    claims.documents.push({ position, document, sha256, bytes });
  if (typeof upTo === 'number' && typeof root === 'string') {
    claims.roots.push({ position, upTo, root });
    if (event.type === 'record-fixed') claims.fixed.push({ position, upTo, root });
  }
  const text = JSON.stringify(data);
  const committed = [...text.matchAll(COMMITMENT)].map(([, hash]) => hash ?? '');
  if (committed.length === 0) return;
  const ids = [...stream.split('/').slice(1), ...[...text.matchAll(ID)].map(([, id]) => id ?? '')];
  for (const hash of committed)
    claims.commitments.set(hash, new Set([...(claims.commitments.get(hash) ?? []), ...ids]));
  for (const id of ids) claims.committedFor.set(id, position);
};
