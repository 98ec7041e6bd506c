import { isRefusal, refuse } from '#contract/refusal';
import type { CeremonyDecision } from '../decision.ts';
import type { CeremonyEvent } from '../events.ts';
import { revocationOf } from '../identity/revocation.ts';
import { findPerson } from '../people/decide.ts';
import type { CeremonyState } from '../state.ts';
import type { DecideTable } from '../tables.ts';
import type { LobbyCommand } from './commands.ts';
import { isAdmitted, isInLobby, neverWaits } from './state.ts';

type Of<Name extends LobbyCommand['name']> = Extract<LobbyCommand, { name: Name }>;

/** C56: one command admits so many at most; who is left is admitted by the next. */
export const MOST_ADMITTED = 1_000;

const setAdmission = ({ admission, by }: Of<'set-admission'>, state: CeremonyState): CeremonyDecision =>
  state.admission === admission ? [] : [{ type: 'admission-set', data: { by, admission } }];

const admit = ({ personId, by }: Of<'admit'>, state: CeremonyState): CeremonyDecision => {
  const person = findPerson(state, personId);
  if (isRefusal(person)) return person;
  if (isAdmitted(person)) return [];
  // C54: nobody is let in who has not been told what is recorded.
  if (person.noticeVersion === null) {
    return refuse('notice-not-accepted', 'This person has not accepted the recording notice yet.');
  }
  return [{ type: 'person-admitted', data: { personId, by } }];
};

const admitAll = ({ by }: Of<'admit-all'>, state: CeremonyState): CeremonyDecision => {
  const events: CeremonyEvent[] = [];
  for (const person of state.people.values()) {
    if (events.length === MOST_ADMITTED) break;
    // C56: who was sent back is admitted by name only.
    if (!isInLobby(person) || person.admission.state === 'sent-back') continue;
    events.push({ type: 'person-admitted', data: { personId: person.personId, by } });
  }
  return events;
};

const sendToLobby = ({ personId, by }: Of<'send-to-lobby'>, state: CeremonyState): CeremonyDecision => {
  const person = findPerson(state, personId);
  if (isRefusal(person)) return person;
  if (neverWaits(person.role)) return refuse('not-allowed', 'Whoever runs the ceremony is not sent to the lobby.');
  return person.admission.state === 'sent-back' ? [] : [{ type: 'person-sent-back', data: { personId, by } }];
};

const removePerson = (command: Of<'remove-person'>, state: CeremonyState, now: string): CeremonyDecision => {
  const { name: _, ...data } = command;
  const { personId, by } = data;
  const person = findPerson(state, personId);
  if (isRefusal(person)) return person;
  if (personId === by) return refuse('not-allowed', 'Nobody removes themselves.');
  if (person.removed) return [];
  const removed: CeremonyEvent = { type: 'person-removed', data };
  if (person.link.state === 'revoked') return [removed];
  return [removed, ...revocationOf(person, 'cessation', null, now), { type: 'link-revoked', data: { personId } }];
};

const enterHolding = ({ personId, by }: Of<'enter-holding'>, state: CeremonyState): CeremonyDecision => {
  const person = findPerson(state, personId);
  if (isRefusal(person)) return person;
  if (person.link.state === 'revoked') return refuse('link-revoked', 'The link of this person was withdrawn.');
  // C75: the principal's own room.
  if (person.role !== 'principal' && person.role !== 'aide') {
    return refuse('not-allowed', 'The holding room is for the principal and the aides.');
  }
  return state.holding.has(personId) ? [] : [{ type: 'holding-entered', data: { personId, by } }];
};

const leaveHolding = ({ personId, by }: Of<'leave-holding'>, state: CeremonyState): CeremonyDecision =>
  state.holding.has(personId) ? [{ type: 'holding-left', data: { personId, by } }] : [];

export const decideLobby: DecideTable<LobbyCommand> = {
  'set-admission': setAdmission,
  admit,
  'admit-all': admitAll,
  'send-to-lobby': sendToLobby,
  'remove-person': removePerson,
  'enter-holding': enterHolding,
  'leave-holding': leaveHolding,
};
