import type { Json, StoredEvent } from '#store/port';
import { canonicalJson } from '#store/canonical-json';
import { eventHash, NO_PREDECESSOR } from '#store/hash-chain';
import { addEntry, EMPTY_TREE, rootOf } from '#store/merkle';
import { verifyPdf, type Unreadable, type VerifyReport } from '#signing/verify';
import {
  documentOf,
  EVENTS,
  isManifest,
  LIST,
  MANIFEST,
  OTHER_ROOTS,
  ROOT_CERTIFICATE,
  TIME_ROOTS,
  type DocumentClaim,
  type Manifest,
} from './archive.ts';

// I56: checks an exported folder by itself. The same code runs in the command and in the page that lies in the folder.

/** A file of the folder by its name in it; null when it is not there. */
export type ReadFile = (name: string) => Promise<Uint8Array | null>;

export type LedgerFinding =
  | { readonly ok: true; readonly events: number; readonly root: string; readonly fixed: number | null }
  | { readonly ok: false; readonly at: number; readonly why: LedgerProblem };

export type LedgerProblem =
  | 'not-an-event'
  | 'chain-broken'
  | 'other-head'
  | 'other-root'
  | 'other-fixed-root'
  /** The ledger says otherwise what was held, by whom, and whether it counts. */
  | 'other-ceremony';

export type DocumentFinding = {
  readonly file: string;
  /** Whether the bytes are what the ledger names, and in which of its events last. */
  readonly ledger: 'same' | 'grown' | 'other' | 'missing' | 'unnamed';
  readonly position: number | null;
  /** Null for a scan, which holds no signature, and for what is missing. */
  readonly report: VerifyReport | Unreadable | null;
};

export type ArchiveFinding = {
  readonly manifest: Manifest;
  readonly ledger: LedgerFinding;
  readonly documents: readonly DocumentFinding[];
  /** Everything holds. */
  readonly ok: boolean;
};

/** Throws a sentence when the folder is none that was exported. `told` is called after each document. */
export const checkArchive = async (
  read: ReadFile,
  now: Date,
  told: (done: number, of: number) => void = () => undefined,
): Promise<ArchiveFinding> => {
  const manifest = await manifestIn(read);
  const text = await read(EVENTS);
  const root = await read(ROOT_CERTIFICATE);
  if (text === null || root === null) throw new Error(`${text === null ? EVENTS : ROOT_CERTIFICATE} is missing.`);
  const { finding: ledger, claims } = checkLedger(manifest, new TextDecoder().decode(text));
  const list = await read(LIST);
  const [others, times] = [await read(OTHER_ROOTS), await read(TIME_ROOTS)];
  const trust = {
    roots: [root, ...pemsIn(others)],
    crls: list === null ? [] : [list],
    timeRoots: pemsIn(times),
    now,
  };
  const documents: DocumentFinding[] = [];
  for (const { document, file } of manifest.documents) {
    const bytes = await read(file);
    const own = claims.get(document) ?? [];
    documents.push({
      file,
      ...(await standing(bytes, own)),
      report: bytes === null || UNSIGNED.test(document) ? null : await verifyPdf(bytes, trust),
    });
    told(documents.length, manifest.documents.length);
  }
  const named = new Set(manifest.documents.map(({ document }) => document));
  for (const document of claims.keys()) {
    if (!named.has(document)) documents.push({ file: document, ledger: 'missing', position: null, report: null });
  }
  return { manifest, ledger, documents, ok: ledger.ok && documents.every(isGood) };
};

/** I67: scans and templates alone carry no signature, whatever their files are called. */
const UNSIGNED = /^(paper|template)\//;

/** The ledger's own bytes, and no signature in them that is not good. */
export const isGood = ({ ledger, report }: DocumentFinding): boolean =>
  ledger === 'same' && (report === null || (!('unreadable' in report) && report.verdict === 'valid'));

const manifestIn = async (read: ReadFile): Promise<Manifest> => {
  const bytes = await read(MANIFEST);
  if (bytes === null) throw new Error(`There is no ${MANIFEST}: choose the exported folder itself.`);
  const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
  if (!isManifest(value)) throw new Error(`${MANIFEST} is not of an export that this page knows.`);
  return value;
};

/** Certificates in a file of them. */
export const pemsIn = (bytes: Uint8Array | null): readonly string[] =>
  new TextDecoder()
    .decode(bytes ?? new Uint8Array())
    .match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];

const standing = async (
  bytes: Uint8Array | null,
  claims: readonly DocumentClaim[],
): Promise<Pick<DocumentFinding, 'ledger' | 'position'>> => {
  const last = claims.at(-1);
  if (bytes === null) return { ledger: 'missing', position: last?.position ?? null };
  if (last === undefined) return { ledger: 'unnamed', position: null };
  const sha256 = await hexDigest(bytes);
  if (last.bytes === bytes.length && last.sha256 === sha256) return { ledger: 'same', position: last.position };
  const earlier = claims.findLast((claim) => claim.sha256 === sha256);
  return { ledger: earlier === undefined ? 'other' : 'grown', position: earlier?.position ?? last.position };
};

const hexDigest = async (bytes: Uint8Array): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes));
  return Buffer.from(digest).toString('hex');
};

type Checked = { readonly finding: LedgerFinding; readonly claims: ReadonlyMap<string, readonly DocumentClaim[]> };

/** Every event's hash, the chain, and the roots; stops at the first thing that does not hold. */
const checkLedger = (manifest: Manifest, text: string): Checked => {
  const claims = new Map<string, DocumentClaim[]>();
  const fixed = manifest.record;
  let previous = NO_PREDECESSOR;
  let tree = EMPTY_TREE;
  let fixedRoot: string | null = null;
  let fixedEvent: StoredEvent | null = null;
  const broken = (at: number, why: LedgerProblem): Checked => ({ finding: { ok: false, at, why }, claims });
  let position = 0;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    position += 1;
    const event = eventOf(line);
    if (event === null) return broken(position, 'not-an-event');
    const { hash, previousHash, ...rest } = event;
    const fits = rest.ledger === manifest.ceremonyId && rest.position === position && previousHash === previous;
    if (!fits || eventHash(previous, rest) !== hash) return broken(position, 'chain-broken');
    previous = hash;
    tree = addEntry(tree, Buffer.from(hash, 'hex'));
    if (position === fixed?.upTo) fixedRoot = rootOf(tree).toString('hex');
    if (event.type === 'record-fixed') {
      fixedEvent = event;
      if (fixed === null || event.data['root'] !== fixed.root || event.data['upTo'] !== fixed.upTo)
        return broken(position, 'other-fixed-root');
    }
    if (event.type === 'ceremony-planned' && !isPlanOf(manifest, event)) return broken(position, 'other-ceremony');
    takeClaim(claims, event);
  }
  if (position !== manifest.events || previous !== manifest.head) return broken(position, 'other-head');
  const root = rootOf(tree).toString('hex');
  if (root !== manifest.root) return broken(position, 'other-root');
  if (fixed !== null && (fixedRoot !== fixed.root || fixedEvent === null))
    return broken(fixed.upTo, 'other-fixed-root');
  return { finding: { ok: true, events: position, root, fixed: fixed?.upTo ?? null }, claims };
};

/** I67: what the page says above everything else is what the ledger says; older events name no rehearsal. */
const isPlanOf = ({ title, organiser, sample, rehearsal }: Manifest, { data }: StoredEvent): boolean =>
  canonicalJson(data['title'] ?? null) === canonicalJson({ id: title.id, en: title.en }) &&
  data['organiser'] === organiser &&
  data['sample'] === sample &&
  (data['rehearsal'] ?? false) === rehearsal;

const takeClaim = (claims: Map<string, DocumentClaim[]>, event: StoredEvent): void => {
  const document = documentOf(event);
  const { sha256, bytes } = event.data;
  if (document === null || typeof sha256 !== 'string' || typeof bytes !== 'number') return;
  claims.set(document, [...(claims.get(document) ?? []), { position: event.position, sha256, bytes }]);
};

const TEXTS = ['ledger', 'stream', 'type', 'actor', 'at', 'previousHash', 'hash'] as const;
const NUMBERS = ['position', 'version', 'schema'] as const;

const eventOf = (line: string): StoredEvent | null => {
  let value: Json;
  try {
    value = JSON.parse(line) as Json;
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const fields = value as { readonly [name: string]: Json | undefined };
  const { data } = fields;
  const isEvent =
    TEXTS.every((name) => typeof fields[name] === 'string') &&
    NUMBERS.every((name) => Number.isSafeInteger(fields[name])) &&
    typeof data === 'object' &&
    data !== null &&
    !Array.isArray(data);
  return isEvent ? (value as unknown as StoredEvent) : null;
};
