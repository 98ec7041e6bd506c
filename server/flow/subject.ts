import { NOTICE_VERSION } from '#contract/constants';
import type { Person } from '#ceremony/people/state';
import type { Relation, Subject } from '#identity/permissions';
import type { LiveCeremony } from '#projections/live-ceremony';

/** The one who asks, as the permissions table sees them; `agreementId` where the wish is about one. */
export const subjectOf = (live: LiveCeremony, person: Person, agreementId: string | null = null): Subject => ({
  role: person.role,
  phase: live.ceremony.phase,
  noticeAccepted: person.noticeVersion === NOTICE_VERSION,
  is: (relation) => standsIn(live, person, relation, agreementId),
});

const standsIn = (live: LiveCeremony, person: Person, relation: Relation, agreementId: string | null): boolean => {
  const own = live.agreementsOf.get(person.personId) ?? [];
  switch (relation) {
    case 'any':
      return true;
    case 'signs':
      return own.length > 0;
    case 'signatory':
      return agreementId !== null && own.includes(agreementId);
    case 'on-stage':
      return live.ceremony.stage.includes(person.personId);
    case 'to-be-checked':
      return own.length > 0 && person.identity.state !== 'confirmed';
  }
};
