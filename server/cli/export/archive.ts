import type { StoredEvent } from '#store/port';

// What an exported folder holds, for the command that writes it and the page that checks it. No Node here: the page is
// opened from a disk, without a server.

export const MANIFEST = 'export.json';
export const EVENTS = 'ledger.jsonl';
export const ROOT_CERTIFICATE = 'certificates/root.pem';
export const TIME_ROOTS = 'certificates/time-roots.pem';
export const OTHER_ROOTS = 'certificates/other-roots.pem';
export const LIST = 'certificates/revocation-list.der';
export const PAGE = 'verify.html';

export type Manifest = {
  readonly format: 'teken-export/1';
  readonly ceremonyId: string;
  readonly title: { readonly id: string; readonly en: string };
  readonly organiser: string;
  readonly sample: boolean;
  readonly rehearsal: boolean;
  /** ISO 8601. */
  readonly exportedAt: string;
  /** How many events the ledger had, and the hash of the last. */
  readonly events: number;
  readonly head: string;
  /** The root over all of them (RFC 9162, SHA-256). */
  readonly root: string;
  /** The root that was fixed when the ceremony closed; null: it is not closed. */
  readonly record: { readonly upTo: number; readonly root: string } | null;
  /** Under which name the ledger speaks of which file. */
  readonly documents: readonly { readonly document: string; readonly file: string }[];
};

export const isManifest = (value: unknown): value is Manifest =>
  typeof value === 'object' &&
  value !== null &&
  'format' in value &&
  value.format === 'teken-export/1' &&
  'title' in value &&
  typeof value.title === 'object' &&
  value.title !== null &&
  'documents' in value &&
  Array.isArray(value.documents) &&
  value.documents.every(isListed);

const isListed = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'document' in value &&
  typeof value.document === 'string' &&
  'file' in value &&
  typeof value.file === 'string';

export type DocumentClaim = { readonly position: number; readonly sha256: string; readonly bytes: number };

/** Each appends bytes to the document that is called as its stream, and names size and hash of the whole. */
const GROWS: ReadonlySet<string> = new Set([
  'agreement-readied',
  'signature-completed',
  'agreement-sealed',
  'agreement-archived',
  'agreement-archive-renewed',
  'template-fixed',
]);

/** The same of the minutes, which stand in the stream of the record. */
const MINUTES: ReadonlySet<string> = new Set(['minutes-sealed', 'minutes-archived', 'minutes-archive-renewed']);

/** Which document an event names the hash of; null: none. */
export const documentOf = ({ type, stream }: Pick<StoredEvent, 'type' | 'stream'>): string | null => {
  if (GROWS.has(type)) return stream;
  if (MINUTES.has(type)) return 'minutes';
  return type === 'agreement-signed-on-paper' ? `paper/${stream.slice(stream.indexOf('/') + 1)}` : null;
};
