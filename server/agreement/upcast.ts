import type { AgreementEventType } from './events.ts';

// What an older Teken wrote stays readable: each step brings the data of one version to the next.

type Fields = { readonly [key: string]: unknown };
/** Steps from version 1 on: the first makes version 2 of version 1. A step once released is never edited. */
type Steps = readonly ((data: Fields) => Fields)[];

/** Version 1 took for granted that a document timestamp was the last thing wanting. */
const reachesAll = (data: Fields): Fields => ({ ...data, level: 'B-LTA', archiveProblem: null });

const steps: { readonly [Type in AgreementEventType]?: Steps } = {
  // Version 1 knew no versions of an agreement, one order of signing, and consent to a document that was read.
  'agreement-drafted': [
    (data) => ({ ...data, version: 1, replaces: null }),
    // Version 2 knew one template.
    (data) => ({ ...data, template: 'partnership-agreement' }),
    // Version 3 knew no annexes.
    (data) => ({ ...data, annex: [] }),
  ],
  'agreement-readied': [(data) => ({ ...data, order: 'sequential' })],
  'consent-given': [(data) => ({ ...data, shown: 'document' })],
  'signature-completed': [
    (data) => ({ ...data, evidence: { ...(data['evidence'] as Fields), shown: 'document', actingFor: null } }),
    // Version 2 knew no timestamps: nobody was asked for one. Nor did it know shared tables and helpers.
    (data) => ({
      ...data,
      evidence: { ...(data['evidence'] as Fields), table: null, assistedBy: null, certifiedBy: null },
      timestamp: null,
      timestampProblem: 'not-asked',
    }),
  ],
  'agreement-sealed': [(data) => ({ ...data, level: 'B-B', timestamp: null, archive: null, archiveProblem: null })],
  'agreement-archived': [reachesAll],
  'agreement-archive-renewed': [reachesAll],
};

/** Today's version of the types that have had another one. */
export const schemaVersions: { readonly [Type in AgreementEventType]?: number } = Object.fromEntries(
  Object.entries(steps).map(([type, own]) => [type, own.length + 1]),
);

export const upcast = (type: AgreementEventType, schema: number, data: unknown): unknown =>
  (steps[type] ?? []).slice(schema - 1).reduce<unknown>((older, step) => step(older as Fields), data);
