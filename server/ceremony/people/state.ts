import type { Bilingual } from '#contract/agreement-facts';
import type { Role } from '#contract/constants';
import type { Identity } from '../identity/state.ts';

export type Link =
  | { readonly state: 'valid'; readonly serial: number; readonly expiresAt: string }
  | { readonly state: 'revoked'; readonly serial: number };

export type Person = {
  readonly personId: string;
  readonly role: Role;
  readonly position: Bilingual;
  readonly organisation: string;
  readonly partyId: string | null;
  readonly province: string | null;
  readonly representing: Bilingual | null;
  readonly officials: number;
  readonly link: Link;
  /** Hash of the device that is theirs now; null before the first arrival. */
  readonly device: string | null;
  readonly arrivedAt: string | null;
  readonly noticeVersion: string | null;
  readonly identity: Identity;
  readonly certificate: { readonly sha256: string; readonly device: string; readonly notAfter: string } | null;
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
