import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { NamedPerson } from '#contract/views';
import type { Official } from '#contract/views/people';
import type { Person } from '#ceremony/people/state';
import type { JsonObject } from '#store/port';
import { besideTheChain, ERASED } from './beside-the-chain.ts';
import type { LiveCeremony } from './live-ceremony.ts';
import { organisationOf } from './party-data.ts';

// What stands beside the chain, by subject. Erasing a subject leaves the chain whole: it holds the commitment only.

const nameSchema = z.object({ name: z.string(), spokenName: z.string() });
const officialsSchema = z.object({ officials: z.array(z.object({ name: z.string(), position: z.string() })) });
const certificateSchema = z.object({ der: z.base64() });
const helperSchema = z.object({ name: z.string(), relation: z.string() });
const declineSchema = z.object({ reason: z.string() });

export const nameSubject = (personId: string): string => `person/${personId}`;
/** The officials beside the head of a delegation. */
export const officialsSubject = (personId: string): string => `officials/${personId}`;
/** Why something was done to a person; several reasons stand beside each other. */
export const reasonSubject = (personId: string, commitment: string): string =>
  `reason/${personId}/${commitment.slice(0, 16)}`;
export const certificateSubject = (personId: string): string => `certificate/${personId}`;
/** Who helped somebody to sign; a signature's evidence names the commitment, so each stays. */
export const helperSubject = (personId: string, commitment: string): string =>
  `helper/${personId}/${commitment.slice(0, 16)}`;
export const declineSubject = (agreementId: string): string => `decline/${agreementId}`;

/** SHA-256 over salt and canonical fields; without the salt nobody can guess a name from it. */
export const commitTo = (salt: string, data: JsonObject): string =>
  createHash('sha256')
    .update(JSON.stringify([salt, sortedEntries(data)], sorted))
    .digest('hex');

const sortedEntries = (value: object): [string, unknown][] =>
  Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
/** What stands beside the chain comes back with its fields in another order. */
const sorted = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(sortedEntries(value))
    : value;

export const nameOf = (live: LiveCeremony, personId: string): string =>
  besideTheChain(live, nameSubject(personId), nameSchema)?.name ?? ERASED;

export const spokenNameOf = (live: LiveCeremony, personId: string): string =>
  besideTheChain(live, nameSubject(personId), nameSchema)?.spokenName ?? ERASED;

export const officialsOf = (live: LiveCeremony, personId: string): readonly Official[] =>
  besideTheChain(live, officialsSubject(personId), officialsSchema)?.officials ?? [];

/** base64 of DER; F49: null where it is not the one that the ledger names as good now. One that was revoked is named otherwise. */
export const certificateOf = (live: LiveCeremony, personId: string): string | null => {
  const der = besideTheChain(live, certificateSubject(personId), certificateSchema)?.der ?? null;
  const named = live.ceremony.people.get(personId)?.certificate?.sha256;
  if (der === null || named === undefined) return der;
  return createHash('sha256').update(der, 'base64').digest('hex') === named ? der : null;
};

/** Null once erased. */
export const helperOf = (
  live: LiveCeremony,
  personId: string,
  commitment: string,
): { readonly name: string; readonly relation: string } | null =>
  besideTheChain(live, helperSubject(personId, commitment), helperSchema);

export const declineReasonOf = (live: LiveCeremony, agreementId: string): string =>
  besideTheChain(live, declineSubject(agreementId), declineSchema)?.reason ?? ERASED;

export const namedPerson = (live: LiveCeremony, person: Person): NamedPerson => ({
  personId: person.personId,
  name: nameOf(live, person.personId),
  role: person.role,
  position: person.position,
  organisation: organisationOf(live, person),
  representing: person.representing,
});
