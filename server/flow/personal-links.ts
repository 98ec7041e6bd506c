import { linkAddress, makeLink } from '#identity/links';
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

/** The links that count today, officers first; none of a ceremony that is closed. `publicUrl` without a slash at its end. */
export const personalLinks = (live: LiveCeremony, key: Uint8Array, publicUrl: string): readonly PersonalLink[] => {
  if (live.ceremony.phase === 'closed') return [];
  return [...live.ceremony.people.values()]
    .flatMap((person): PersonalLink[] => {
      if (person.link.state === 'revoked') return [];
      const { serial, expiresAt } = person.link;
      const { ceremonyId } = live;
      const { personId, role } = person;
      const token = makeLink({ key, ceremonyId, personId, serial, expiresAt: new Date(expiresAt) });
      const url = linkAddress(publicUrl, token);
      const organisation = organisationOf(live, person);
      return [{ ceremonyId, personId, role, name: nameOf(live, personId), organisation, url }];
    })
    .sort((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role));
};
