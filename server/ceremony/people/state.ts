import type { Bilingual } from '#contract/agreement-facts';
import type { Role } from '#contract/constants';
import type { Certificate, Identity } from '../identity/state.ts';
import type { Admission } from '../lobby/state.ts';

export type Link =
  | { readonly state: 'valid'; readonly serial: number; readonly expiresAt: string }
  | { readonly state: 'revoked'; readonly serial: number };

export type Person = {
  readonly personId: string;
  readonly role: Role;
  readonly position: Bilingual;
  readonly organisation: string;
  readonly partyId: string | null;
  /** Kemendagri code; `province` is its first two digits. */
  readonly region: string | null;
  readonly province: string | null;
  /** In the order of precedence, their own; null: none. */
  readonly rank: number | null;
  /** Place among those who were invited, from 0: decides between equal ranks. */
  readonly ordinal: number;
  /** A manual place on the stage, counted from 1. */
  readonly seat: number | null;
  readonly commitment: string;
  readonly nameApproved: { readonly by: string; readonly at: string } | null;
  readonly representing: Bilingual | null;
  /** Expected; how many a delegation listed itself stands in `listed`. */
  readonly officials: number;
  readonly listed: { readonly count: number; readonly at: string } | null;
  readonly link: Link;
  /** Hash of the device that is theirs now; null before the first arrival. */
  readonly device: string | null;
  readonly arrivedAt: string | null;
  /** How many devices they came with, one after another. */
  readonly devices: number;
  readonly admission: Admission;
  /** Removed by an officer, until a new link is made. */
  readonly removed: boolean;
  readonly noticeVersion: string | null;
  readonly identity: Identity;
  readonly certificate: Certificate | null;
  /** Who helps them to sign, by the commitment to name and relation; null: nobody. */
  readonly helper: { readonly by: string; readonly commitment: string } | null;
};

export type PeopleState = { readonly people: Map<string, Person> };

export const nobodyYet = (): PeopleState => ({ people: new Map() });

export const changePerson = (
  state: PeopleState,
  personId: string,
  patch: (person: Person) => Partial<Person>,
): void => {
  const person = state.people.get(personId);
  if (person !== undefined) state.people.set(personId, { ...person, ...patch(person) });
};
