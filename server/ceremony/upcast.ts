import { ITEM_KINDS } from '#contract/constants';
import type { CeremonyEventType } from './events.ts';

// What an older Teken wrote stays readable: each step brings the data of one version to the next.

type Fields = { readonly [key: string]: unknown };
/** Steps from version 1 on: the first makes version 2 of version 1. A step once released is never edited. */
type Steps = readonly ((data: Fields) => Fields)[];

const isOrganisers = (stamp: unknown): boolean =>
  typeof stamp === 'object' && stamp !== null && 'by' in stamp && stamp.by === 'organiser';

const kinds: ReadonlySet<unknown> = new Set(ITEM_KINDS);

const steps: { readonly [Type in CeremonyEventType]?: Steps } = {
  // Version 1 wrote a party's name and address into the chain.
  'party-registered': [({ name, address, ...rest }) => ({ ...rest, kbli: null, identity: { name, address } })],
  // Version 1 named no serial number: the certificate itself, beside the chain, does.
  'certificate-issued': [(data) => ({ ...data, serial: null })],
  'session-opened': [(data) => ({ ...data, endsAt: null })],
  'ceremony-planned': [(data) => ({ ...data, rehearsal: false, rehearsalOf: null })],
  'item-planned': [
    // Kinds that today's list does not have (technical check, roll call, seating, press) are free items; one script was A.
    ({ script = null, ...item }) => ({
      ...item,
      kind: kinds.has(item['kind']) ? item['kind'] : 'free',
      scripts: { a: script, b: null },
      responsible: null,
      scene: null,
      notes: null,
    }),
  ],
  'minutes-sealed': [
    // Version 1 knew no timestamps.
    (data) => ({ ...data, level: 'B-B', archive: null, archiveProblem: 'not-asked' }),
    // C233: version 2 did not say who had stamped the seal. Without a token the level was B-B; whoever had no external
    // authority for the document timestamp had none for the seal. Else both are null: it is not known.
    ({ level, archive, archiveProblem, ...rest }) => ({
      ...rest,
      timestamp: isOrganisers(archive) ? archive : null,
      timestampProblem: level === 'B-B' ? (archiveProblem ?? 'not-asked') : null,
      level,
      archive,
      archiveProblem,
    }),
  ],
  // Regions became finer than provinces, and everyone may have a rank.
  'person-invited': [({ province, ...rest }) => ({ ...rest, region: province, rank: null })],
};

/** Today's version of the types that have had another one. */
export const schemaVersions: { readonly [Type in CeremonyEventType]?: number } = Object.fromEntries(
  Object.entries(steps).map(([type, own]) => [type, own.length + 1]),
);

export const upcast = (type: CeremonyEventType, schema: number, data: unknown): unknown =>
  (steps[type] ?? []).slice(schema - 1).reduce<unknown>((older, step) => step(older as Fields), data);
