import type { Person } from '#ceremony/people/state';
import type { RosterRow, RosterView } from '#contract/views';
import type { LiveCeremony } from './live-ceremony.ts';
import { participationOf } from './participation.ts';
import { namedPerson } from './people-data.ts';
import { remoteOf } from './remote-data.ts';

const remoteCertificateOf = (live: LiveCeremony, { personId, certificate }: Person): RosterRow['remoteCertificate'] => {
  const remote = remoteOf(live, personId);
  return remote === null ? null : { name: remote.name, issuer: certificate?.certifiedBy ?? '' };
};

/** Everyone invited, for the officers and the director. */
export const rosterView = (live: LiveCeremony, connected: ReadonlySet<string>): RosterView => {
  const rows: { [personId: string]: RosterRow } = {};
  for (const person of live.ceremony.people.values()) {
    const { personId } = person;
    rows[personId] = {
      ...namedPerson(live, person),
      ...participationOf(live, person),
      connected: connected.has(personId),
      device: person.device,
      arrivedAt: person.arrivedAt,
      identity: person.identity.state,
      hasCertificate: person.certificate !== null,
      remoteCertificate: remoteCertificateOf(live, person),
      onStage: live.ceremony.stage.includes(personId),
      linkRevoked: person.link.state === 'revoked',
      signs: live.agreementsOf.has(personId),
    };
  }
  return { rows };
};
