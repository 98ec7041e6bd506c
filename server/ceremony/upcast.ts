import type { CeremonyEventType } from './events.ts';

// What an older Teken wrote stays readable: each step brings the data of one version to the next.

type Fields = { readonly [key: string]: unknown };
/** Steps from version 1 on: the first makes version 2 of version 1. A step once released is never edited. */
type Steps = readonly ((data: Fields) => Fields)[];

const steps: { readonly [Type in CeremonyEventType]?: Steps } = {};

/** Today's version of the types that have had another one. */
export const schemaVersions: { readonly [Type in CeremonyEventType]?: number } = Object.fromEntries(
  Object.entries(steps).map(([type, own]) => [type, own.length + 1]),
);

export const upcast = (type: CeremonyEventType, schema: number, data: unknown): unknown =>
  (steps[type] ?? []).slice(schema - 1).reduce<unknown>((older, step) => step(older as Fields), data);
