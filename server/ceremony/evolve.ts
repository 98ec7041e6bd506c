import type { CeremonyEvent } from './events.ts';
import type { CeremonyState, Person } from './state.ts';

/** Folds one event into the state, in place. Never refuses: what is in the ledger has happened. */
export const evolve = (state: CeremonyState, event: CeremonyEvent, at: string): void => {
  switch (event.type) {
    case 'ceremony-planned':
      state.plan = event.data;
      return;
    case 'item-planned':
      state.items.set(event.data.itemId, { ...event.data, startedAt: null });
      return;
    case 'wave-planned':
      state.waves.set(event.data.wave, { ...event.data, session: 'planned', openedAt: null });
      return;
    case 'party-registered':
      state.parties.set(event.data.partyId, event.data);
      return;
    case 'person-invited': {
      const { commitment: _, linkSerial, linkExpiresAt, ...who } = event.data;
      state.people.set(who.personId, {
        ...who,
        link: { state: 'valid', serial: linkSerial, expiresAt: linkExpiresAt },
        device: null,
        arrivedAt: null,
        noticeVersion: null,
        identity: { state: 'unconfirmed' },
        certificate: null,
      });
      return;
    }
    case 'ceremony-opened':
      state.phase = 'open';
      return;
    case 'ceremony-went-live':
      state.phase = 'live';
      state.liveSince = at;
      return;
    case 'ceremony-closed':
      state.phase = 'closed';
      state.stage = [];
      return;
    case 'link-reissued':
      change(state, event.data.personId, () => ({
        link: { state: 'valid', serial: event.data.serial, expiresAt: event.data.expiresAt },
      }));
      return;
    case 'link-revoked':
      // C9: without a link a person is nobody here: device, identity and certificate go with it.
      change(state, event.data.personId, (person) => ({
        link: { state: 'revoked', serial: person.link.serial },
        device: null,
        identity: { state: 'unconfirmed' },
        certificate: null,
      }));
      state.stage = state.stage.filter((id) => id !== event.data.personId);
      return;
    case 'person-arrived':
      // C12: other hands do not inherit the place in front of everyone.
      if (state.people.get(event.data.personId)?.device !== event.data.device)
        state.stage = state.stage.filter((id) => id !== event.data.personId);
      change(state, event.data.personId, (person) =>
        person.device === event.data.device
          ? { arrivedAt: person.arrivedAt ?? at }
          : // C12: another device is another pair of hands; who holds it is checked again.
            {
              device: event.data.device,
              arrivedAt: person.arrivedAt ?? at,
              noticeVersion: null,
              identity: { state: 'unconfirmed' },
              certificate: null,
            },
      );
      return;
    case 'notice-accepted':
      change(state, event.data.personId, () => ({ noticeVersion: event.data.noticeVersion }));
      return;
    case 'identity-code-issued': {
      const { codeHash, expiresAt, officer } = event.data;
      change(state, event.data.personId, () => ({
        identity: { state: 'code-issued', codeHash, expiresAt, officer, failures: 0 },
      }));
      return;
    }
    case 'identity-code-failed':
      change(state, event.data.personId, (person) =>
        person.identity.state === 'code-issued'
          ? { identity: { ...person.identity, failures: person.identity.failures + 1 } }
          : {},
      );
      return;
    case 'identity-confirmed': {
      const { method, officer } = event.data;
      change(state, event.data.personId, () => ({ identity: { state: 'confirmed', method, officer, at } }));
      return;
    }
    case 'certificate-issued': {
      const { certificateSha256, device, notAfter } = event.data;
      change(state, event.data.personId, () => ({ certificate: { sha256: certificateSha256, device, notAfter } }));
      return;
    }
    case 'stage-called':
      state.stage = [...state.stage, event.data.personId];
      return;
    case 'stage-left':
      state.stage = state.stage.filter((id) => id !== event.data.personId);
      return;
    case 'stage-cleared':
      state.stage = [];
      return;
    case 'item-started': {
      const item = state.items.get(event.data.itemId);
      if (item !== undefined) state.items.set(item.itemId, { ...item, startedAt: at });
      state.currentItem = event.data.itemId;
      return;
    }
    case 'session-opened':
    case 'session-closed': {
      const wave = state.waves.get(event.data.wave);
      if (wave === undefined) return;
      state.waves.set(
        wave.wave,
        event.type === 'session-opened' ? { ...wave, session: 'open', openedAt: at } : { ...wave, session: 'closed' },
      );
      return;
    }
  }
};

const change = (state: CeremonyState, personId: string, patch: (person: Person) => Partial<Person>): void => {
  const person = state.people.get(personId);
  if (person !== undefined) state.people.set(personId, { ...person, ...patch(person) });
};
