import type { Role } from '#contract/constants';
import { linkAddress, makeLink } from '#identity/links';
import { commandRules, type Rule } from '#identity/permissions';
import type { LiveCeremony } from '#projections/live-ceremony';
import { organisationOf } from '#projections/party-data';
import { nameOf } from '#projections/people-data';

/** One person's way in. Whoever has the address is that person: shown to the operator and nobody else. */
export type PersonalLink = {
  /** A rehearsal has people of the same names as what it rehearses. */
  readonly ceremonyId: string;
  readonly personId: string;
  readonly role: string;
  readonly name: string;
  readonly organisation: string;
  readonly url: string;
  /** Of a closed ceremony, which is over for everyone else. */
  readonly isClosed: boolean;
};

/** As they are worked through on the day: those who run the ceremony, those who preside, those who sign, those who look on. */
const ORDER = [
  'director',
  'protocol',
  'legal',
  'mc',
  'moderator',
  'principal',
  'minister',
  'official',
  'aide',
  'signatory',
  'delegation',
];

/** F51: those who deliver the root and have what was closed. */
const AFTER_CLOSING: Rule['roles'] = commandRules['record:deliver'].roles;

export const mayActAfterClosing = (role: Role): boolean => AFTER_CLOSING === 'everyone' || AFTER_CLOSING.includes(role);

/**
 * The links that count at `now`, officers first; of a closed ceremony those of its officers only. `publicUrl` without a
 * slash at its end.
 */
export const personalLinks = (
  live: LiveCeremony,
  { key, publicUrl, now }: { readonly key: Uint8Array; readonly publicUrl: string; readonly now: Date },
): readonly PersonalLink[] => {
  const isClosed = live.ceremony.phase === 'closed';
  return [...live.ceremony.people.values()]
    .flatMap((person): PersonalLink[] => {
      if (person.link.state === 'revoked') return [];
      const { serial, expiresAt } = person.link;
      const { ceremonyId } = live;
      const { personId, role } = person;
      if (isClosed && !mayActAfterClosing(role)) return [];
      if (Date.parse(expiresAt) <= now.getTime()) return [];
      const token = makeLink({ key, ceremonyId, personId, serial, expiresAt: new Date(expiresAt) });
      const url = linkAddress(publicUrl, token);
      const organisation = organisationOf(live, person);
      return [{ ceremonyId, personId, role, name: nameOf(live, personId), organisation, url, isClosed }];
    })
    .sort((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role));
};
