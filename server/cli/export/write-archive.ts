import { readdirSync, readFileSync, renameSync, rmSync, existsSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { fold, newLiveCeremony, type LiveCeremony } from '#projections/live-ceremony';
import { makeFolder } from '#platform/make-folder';
import { canonicalJson } from '#store/canonical-json';
import { prepareRoots } from '#store/ledger-root';
import type { StoredEvent } from '#store/port';
import { prepareReads, readHeads } from '#store/read-ledger';
import { AskedWrongly } from '../command-line.ts';
import { makeOutFolder } from '../out-place.ts';
import { eventsOf } from '../ledger/events-of.ts';
import {
  documentOf,
  EVENTS,
  LIST,
  MANIFEST,
  OTHER_ROOTS,
  PAGE,
  ROOT_CERTIFICATE,
  TIME_ROOTS,
  type Manifest,
} from './archive.ts';

export type ExportParts = {
  readonly ledger: string;
  /** A folder that is not there yet, or is empty. */
  readonly out: string;
  readonly now: Date;
  /** PEM of the root under which the ceremony was held; `rehearsal`: of its own. */
  readonly rootOf: (rehearsal: boolean) => string;
  /** PEM of time-stamp authorities' roots that this house trusts; empty: none. */
  readonly timeRoots: string;
  /** PEM of other authorities' roots that people signed under; empty: none. */
  readonly otherRoots: string;
  /** DER or PEM: a revocation list besides those that the documents hold; null: none. */
  readonly list: Uint8Array | null;
  /** The page that checks all of it. */
  readonly page: string;
};

/** I56: writes beside and moves into place, so that a folder is whole or not there. */
export const writeArchive = async (database: DatabaseSync, parts: ExportParts): Promise<Manifest> => {
  const { ledger, out } = parts;
  const head = readHeads(database).find((one) => one.ledger === ledger);
  if (head === undefined) {
    const known = readHeads(database).map((one) => one.ledger);
    throw new AskedWrongly(`There is no ceremony "${ledger}" here. There are: ${known.join(', ') || 'none'}.`);
  }
  refuseTaken(out);
  const draft = `${out}.unfinished`;
  rmSync(draft, { recursive: true, force: true });
  makeOutFolder(draft);
  const live = newLiveCeremony(ledger);
  const events = await writeEvents(database, head.position, live, join(draft, EVENTS));
  const { plan, fixedRecord } = live.ceremony;
  if (plan === null) throw new AskedWrongly(`The ceremony "${ledger}" has no plan yet.`);
  const documents = await writeDocuments(database, live, events.named, draft);
  await write(draft, ROOT_CERTIFICATE, parts.rootOf(plan.rehearsal));
  if (parts.timeRoots !== '') await write(draft, TIME_ROOTS, parts.timeRoots);
  if (parts.otherRoots !== '') await write(draft, OTHER_ROOTS, parts.otherRoots);
  if (parts.list !== null) await write(draft, LIST, parts.list);
  await write(draft, PAGE, parts.page);
  const manifest: Manifest = {
    format: 'teken-export/1',
    ceremonyId: ledger,
    title: plan.title,
    organiser: plan.organiser,
    sample: plan.sample,
    rehearsal: plan.rehearsal,
    exportedAt: parts.now.toISOString(),
    events: head.position,
    head: head.hash,
    root: finish(prepareRoots(database)(ledger, head.position)) ?? '',
    record: fixedRecord === null ? null : { upTo: fixedRecord.upTo, root: fixedRecord.root },
    documents,
  };
  await write(draft, MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);
  await write(draft, 'README.txt', readme(manifest));
  if (existsSync(out)) rmSync(out, { recursive: true });
  renameSync(draft, out);
  return manifest;
};

const finish = <T>(work: Generator<unknown, T>): T => {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
};

/** A line for each event as its hash is made of it, with both hashes; and which documents they name. */
const writeEvents = async (
  database: DatabaseSync,
  upTo: number,
  live: LiveCeremony,
  path: string,
): Promise<{ readonly named: ReadonlySet<string> }> => {
  const named = new Set<string>();
  const file = await open(path, 'wx', 0o600);
  try {
    let lines: string[] = [];
    const flush = async (): Promise<void> => {
      if (lines.length > 0) await file.write(`${lines.join('\n')}\n`);
      lines = [];
    };
    for (const event of eventsOf(database, live.ceremonyId)) {
      if (event.position > upTo) break;
      fold(live, event);
      const document = documentOf(event);
      if (document !== null) named.add(document);
      lines.push(lineOf(event));
      if (lines.length === 1_000) await flush();
    }
    await flush();
    await file.sync();
  } finally {
    await file.close();
  }
  return { named };
};

const lineOf = (event: StoredEvent): string => canonicalJson({ ...event });

const writeDocuments = async (
  database: DatabaseSync,
  live: LiveCeremony,
  named: ReadonlySet<string>,
  folder: string,
): Promise<Manifest['documents']> => {
  const { document: read } = prepareReads(database);
  const written: { document: string; file: string }[] = [];
  for (const document of named) {
    const bytes = read(live.ceremonyId, document);
    if (bytes === null) continue;
    const file = fileNameOf(live, document, bytes);
    await write(folder, file, bytes);
    written.push({ document, file });
  }
  return written;
};

/** `documents/057-a057.pdf`, `documents/minutes.pdf`, `papers/a057.jpg`: ids are plain letters, digits and hyphens. */
const fileNameOf = (live: LiveCeremony, document: string, bytes: Uint8Array): string => {
  const [kind = '', id = ''] = document.split('/');
  if (kind === 'template') return `templates/${id}.json`;
  if (kind !== 'paper' && kind !== 'agreement') return `documents/${kind}.pdf`;
  const isPdf = Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-');
  if (kind === 'paper') return `papers/${id}.${isPdf ? 'pdf' : 'jpg'}`;
  const state = live.agreements.get(id);
  const number = state === undefined || state.phase === 'unknown' ? '' : state.draft.number.replace(/[^\w-]+/g, '-');
  return `documents/${number}-${id}.pdf`;
};

const refuseTaken = (out: string): void => {
  if (!existsSync(out)) return;
  if (!statSync(out).isDirectory()) throw new AskedWrongly(`${out} is a file. Name a new folder.`);
  if (readdirSync(out).length > 0) throw new AskedWrongly(`${out} is not empty. Name a new folder.`);
};

const write = async (folder: string, name: string, content: string | Uint8Array): Promise<void> => {
  const path = join(folder, name);
  makeFolder(dirname(path));
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
};

/** The page that was built with the client. Throws a sentence when it is not there. */
export const readPage = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new AskedWrongly(`The page ${path} is missing. Start Teken once (npm start): that builds it.`);
  }
};

const readme = ({ title, organiser, ceremonyId, events, root, record }: Manifest): string =>
  [
    title.id,
    title.en,
    `${organiser} · ${ceremonyId}`,
    '',
    'Buka verify.html dengan peramban, lalu pilih folder ini. Tidak perlu jaringan.',
    'Open verify.html in a browser, then choose this folder. No network is needed.',
    '',
    `Akar / root, 1 … ${events}: ${root}`,
    ...(record === null ? [] : [`Akar penutupan / root at closing, 1 … ${record.upTo}: ${record.root}`]),
    'Bandingkan dengan akar yang dipegang para penyimpan. / Compare with the root that the custodians hold.',
    '',
    'Jurnal tidak memuat nama; dokumen memuat nama orang yang menandatanganinya.',
    'The ledger holds no names; the documents hold the names of those who signed them.',
    '',
  ].join('\n');
