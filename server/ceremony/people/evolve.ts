import { takeOffStage } from '../stage/state.ts';
import type { EvolveTable } from '../tables.ts';
import type { peopleEvents } from './events.ts';
import { changePerson } from './state.ts';

export const evolvePeople: EvolveTable<keyof typeof peopleEvents> = {
  'person-invited': (state, { commitment: _, linkSerial, linkExpiresAt, ...who }) => {
    state.people.set(who.personId, {
      ...who,
      link: { state: 'valid', serial: linkSerial, expiresAt: linkExpiresAt },
      device: null,
      arrivedAt: null,
      noticeVersion: null,
      identity: { state: 'unconfirmed' },
      certificate: null,
    });
  },
  'link-reissued': (state, { personId, serial, expiresAt }) =>
    changePerson(state, personId, () => ({ link: { state: 'valid', serial, expiresAt } })),
  'link-revoked': (state, { personId }) => {
    // C9: without a link a person is nobody here: device, identity and certificate go with it.
    changePerson(state, personId, (person) => ({
      link: { state: 'revoked', serial: person.link.serial },
      device: null,
      identity: { state: 'unconfirmed' },
      certificate: null,
    }));
    takeOffStage(state, personId);
  },
  'person-arrived': (state, { personId, device }, at) => {
    // C12: other hands do not inherit the place in front of everyone.
    if (state.people.get(personId)?.device !== device) takeOffStage(state, personId);
    changePerson(state, personId, (person) =>
      person.device === device
        ? { arrivedAt: person.arrivedAt ?? at }
        : // C12: another device is another pair of hands; who holds it is checked again.
          {
            device,
            arrivedAt: person.arrivedAt ?? at,
            noticeVersion: null,
            identity: { state: 'unconfirmed' },
            certificate: null,
          },
    );
  },
  'notice-accepted': (state, { personId, noticeVersion }) => changePerson(state, personId, () => ({ noticeVersion })),
};
