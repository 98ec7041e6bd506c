import { provinceOf } from '#contract/precedence';
import { dropHand } from '../hands/state.ts';
import { admitOnNotice, WAITING } from '../lobby/state.ts';
import { riseFromTables } from '../signing-tables/state.ts';
import { takeOffStage } from '../stage/state.ts';
import type { EvolveTable } from '../tables.ts';
import type { peopleEvents } from './events.ts';
import { changePerson } from './state.ts';

export const evolvePeople: EvolveTable<keyof typeof peopleEvents> = {
  'person-invited': (state, { linkSerial, linkExpiresAt, ...who }) => {
    state.people.set(who.personId, {
      ...who,
      province: provinceOf(who.region),
      ordinal: state.people.size,
      seat: null,
      nameApproved: null,
      listed: null,
      link: { state: 'valid', serial: linkSerial, expiresAt: linkExpiresAt },
      device: null,
      arrivedAt: null,
      devices: 0,
      admission: WAITING,
      removed: false,
      noticeVersion: null,
      identity: { state: 'unconfirmed' },
      certificate: null,
      helper: null,
    });
  },
  'person-corrected': (state, { personId, by: _, ...office }) =>
    changePerson(state, personId, () => ({ ...office, province: provinceOf(office.region) })),
  'name-corrected': (state, { personId, commitment }) =>
    changePerson(state, personId, () => ({ commitment, nameApproved: null })),
  'name-approved': (state, { personId, by }, at) => changePerson(state, personId, () => ({ nameApproved: { by, at } })),
  'seat-set': (state, { personId, place }) => changePerson(state, personId, () => ({ seat: place })),
  'link-reissued': (state, { personId, serial, expiresAt }) =>
    changePerson(state, personId, () => ({ link: { state: 'valid', serial, expiresAt }, removed: false })),
  'link-revoked': (state, { personId }) => {
    // C9: without a link a person is nobody here: device, notice, identity and certificate go with it.
    changePerson(state, personId, (person) => ({
      link: { state: 'revoked', serial: person.link.serial },
      device: null,
      identity: { state: 'unconfirmed' },
      certificate: null,
      helper: null,
      admission: WAITING,
      noticeVersion: null,
    }));
    takeOffStage(state, personId);
    dropHand(state, personId);
    riseFromTables(state, personId);
    state.holding.delete(personId);
  },
  'person-arrived': (state, { personId, device }, at) => {
    // C12: other hands do not inherit the place in front of everyone.
    if (state.people.get(personId)?.device !== device) {
      takeOffStage(state, personId);
      dropHand(state, personId);
      riseFromTables(state, personId);
    }
    changePerson(state, personId, (person) =>
      person.device === device
        ? { arrivedAt: person.arrivedAt ?? at }
        : // C12: another device is another pair of hands; who holds it is checked again.
          {
            device,
            arrivedAt: person.arrivedAt ?? at,
            devices: person.devices + 1,
            noticeVersion: null,
            identity: { state: 'unconfirmed' },
            certificate: null,
            helper: null,
            // C55: and whoever was sent back stays sent back.
            admission: person.admission.state === 'sent-back' ? person.admission : WAITING,
          },
    );
  },
  'notice-accepted': (state, { personId, noticeVersion }, at) =>
    changePerson(state, personId, (person) => ({
      noticeVersion,
      admission: admitOnNotice(state.admission, person.admission, at),
    })),
};
