import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { commitTo } from '#projections/people-data';
import { prepareRoots } from '#store/ledger-root';
import { chainCheck } from '#store/read-ledger';
import { parseRow, personalRow, segmentRow, toPersonal } from '#store/rows';
import { SQL } from '#store/statements';
import { noClaims, takeClaims, type Claims, type RootClaim } from './claims.ts';
import { eventsOf } from './events-of.ts';

export type Breach = { readonly position: number; readonly why: string };
export type LedgerCheck = {
  readonly events: number;
  readonly breach: Breach | null;
  /** The roots that closed its record. */
  readonly fixed: readonly RootClaim[];
};

const finish = <T>(work: Generator<unknown, T>): T => {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
};

/** L54: the chain itself, then everything that events say of what stands beside it. The first breach is told. */
export const checkLedger = (database: DatabaseSync, ledger: string): LedgerCheck => {
  const chain = finish(chainCheck(database, ledger));
  if (chain.brokenAt !== null)
    return { events: chain.events, breach: { position: chain.brokenAt, why: 'the chain of hashes breaks' }, fixed: [] };
  const claims = noClaims();
  for (const event of eventsOf(database, ledger)) takeClaims(claims, event);
  const breaches = [
    ...wrongRoots(database, ledger, claims),
    ...wrongDocuments(database, ledger, claims),
    ...wrongPersonal(database, ledger, claims),
  ];
  const first = breaches.reduce<Breach | null>(
    (least, breach) => (least === null || breach.position < least.position ? breach : least),
    null,
  );
  return { events: chain.events, breach: first, fixed: claims.fixed };
};

const wrongRoots = (database: DatabaseSync, ledger: string, { roots }: Claims): readonly Breach[] => {
  const rootUpTo = prepareRoots(database);
  return roots
    .toSorted((a, b) => a.upTo - b.upTo)
    .filter(({ position, upTo, root }) => upTo >= position || finish(rootUpTo(ledger, upTo)) !== root)
    .map(({ position, upTo }) => ({ position, why: `its root is not that of events 1 to ${upTo}` }));
};

const documentRow = z.object({ ...segmentRow.shape, document: z.string() });

const wrongDocuments = (database: DatabaseSync, ledger: string, { documents }: Claims): readonly Breach[] => {
  const awaited = new Map<string, (typeof documents)[number][]>();
  for (const claim of documents) awaited.set(claim.document, [...(awaited.get(claim.document) ?? []), claim]);
  const breaches: Breach[] = [];
  let current = { document: '', whole: createHash('sha256'), size: 0, next: 0 };
  for (const row of database.prepare(SQL.segmentsOfLedger).iterate(ledger)) {
    const { document, idx, bytes } = parseRow(documentRow, row, 'segments');
    if (document !== current.document) current = { document, whole: createHash('sha256'), size: 0, next: 0 };
    const { whole } = current;
    whole.update(bytes);
    const size = current.size + bytes.length;
    const isNext = idx === current.next;
    current = { document, whole, size, next: idx + 1 };
    const claims = awaited.get(document);
    const claim = claims?.shift();
    const holds = claim?.bytes === size && claim.sha256 === whole.copy().digest('hex') && isNext;
    if (!holds)
      breaches.push({
        position: claim?.position ?? lastOf(documents, document),
        why: 'its document is not the one it names',
      });
  }
  const missing = [...awaited.values()].flat();
  return [...breaches, ...missing.map(({ position }) => ({ position, why: 'the document it names is missing' }))];
};

const lastOf = (documents: Claims['documents'], document: string): number =>
  documents.findLast((claim) => claim.document === document)?.position ?? 1;

const certificate = z.object({ der: z.base64() });

const wrongPersonal = (database: DatabaseSync, ledger: string, claims: Claims): readonly Breach[] => {
  const rows = database.prepare(SQL.personalOfLedger).all(ledger);
  return rows.flatMap((row): Breach[] => {
    const personal = parseRow(personalRow, row, 'personal');
    const ids = personal.subject.split('/').slice(1);
    const position = Math.max(1, ...ids.map((id) => claims.committedFor.get(id) ?? 1));
    const breach = { position, why: `what stands beside the chain as ${personal.subject} is not what it commits to` };
    try {
      const [record] = toPersonal([personal]).values();
      if (record === undefined) return [breach];
      const der = certificate.safeParse(record.data);
      const hash = der.success
        ? createHash('sha256').update(Buffer.from(der.data.der, 'base64')).digest('hex')
        : commitTo(record.salt, record.data);
      const named = claims.commitments.get(hash);
      // Committed to for just this one: names that changed places are as wrong as made-up ones. A part of a subject
      // may be the beginning of the hash itself.
      return named !== undefined && ids.every((id) => named.has(id) || hash.startsWith(id)) ? [] : [breach];
    } catch {
      return [breach];
    }
  });
};
