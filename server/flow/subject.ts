import { NOTICE_VERSION } from '#contract/constants';
import { isInHolding } from '#ceremony/lobby/holding';
import { isAdmitted } from '#ceremony/lobby/state';
import { mayActAsPrincipal } from '#ceremony/drill/state';
import type { Person } from '#ceremony/people/state';
import { placeOf } from '#ceremony/stage/state';
import type { Relation, Subject } from '#identity/permissions';
import { agreementsFor, maySign } from '#projections/agreements-for';
import type { LiveCeremony } from '#projections/live-ceremony';

/** The one who asks, as the permissions table sees them; `agreementId` where the wish is about one. */
export const subjectOf = (live: LiveCeremony, person: Person, agreementId: string | null = null): Subject => ({
  role: person.role,
  phase: live.ceremony.phase,
  noticeAccepted: person.noticeVersion === NOTICE_VERSION,
  is: (relation) => standsIn(live, person, relation, agreementId),
});

/** Signs something, and no officer has confirmed who they are yet. */
const isToBeChecked = (live: LiveCeremony, person: Person): boolean =>
  maySign(live, person.personId) && person.identity.state !== 'confirmed';

const standsIn = (live: LiveCeremony, person: Person, relation: Relation, agreementId: string | null): boolean => {
  switch (relation) {
    case 'any':
      return true;
    case 'signs':
      return maySign(live, person.personId);
    case 'admitted':
      return isAdmitted(person);
    case 'in-holding':
      return person.role === 'director' || isInHolding(live.ceremony, person.personId);
    case 'signatory':
      return agreementId !== null && agreementsFor(live, person.personId).includes(agreementId);
    case 'seen-on-stage':
      return live.ceremony.stage.includes(person.personId) || live.ceremony.signLanguage === person.personId;
    case 'backstage': {
      const place = placeOf(live.ceremony, person.personId);
      return place === 'green-room' || place === 'next' || isToBeChecked(live, person);
    }
    case 'acts-as-principal':
      return mayActAsPrincipal(live.ceremony, person);
  }
};
