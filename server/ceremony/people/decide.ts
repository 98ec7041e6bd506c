import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import type { CeremonyDecision } from '../decision.ts';
import type { CeremonyEvent } from '../events.ts';
import type { CeremonyState } from '../state.ts';
import { principalOf } from '../drill/state.ts';
import { revocationOf } from '../identity/revocation.ts';
import { neverWaits } from '../lobby/state.ts';
import { tableAt } from '../signing-tables/state.ts';
import { runsIt } from './runs-it.ts';
import type { Person } from './state.ts';
import type { DecideTable } from '../tables.ts';
import type { PeopleCommand } from './commands.ts';

type Of<Name extends PeopleCommand['name']> = Extract<PeopleCommand, { name: Name }>;

export const findPerson = (state: CeremonyState, personId: string): Person | Refusal =>
  state.people.get(personId) ?? refuse('unknown-person', `Nobody with the id ${personId} is invited.`);

const arrive = (command: Of<'arrive'>, state: CeremonyState, now: string): CeremonyDecision => {
  const person = findPerson(state, command.personId);
  if (isRefusal(person)) return person;
  // C8: only the newest link counts, and only until it expires.
  if (person.link.state === 'revoked' || person.link.serial !== command.serial) {
    return refuse('link-revoked', 'This link was withdrawn. Ask the organiser for the one that replaced it.');
  }
  if (Date.parse(person.link.expiresAt) <= Date.parse(now)) {
    return refuse('link-expired', 'This link has expired. Ask the organiser for a new one.');
  }
  if (person.device === command.device && person.arrivedAt !== null) return [];
  // C11: a second device takes over after a word of confirmation only.
  if (person.device !== null && person.device !== command.device && !command.takeover) {
    return refuse('other-device', 'This link is in use on another device.');
  }
  return [
    // C12: what the other device holds signs nothing any more.
    ...revocationOf(person, 'superseded', null, now),
    { type: 'person-arrived', data: { personId: person.personId, device: command.device } },
  ];
};

/** As whom the house itself writes and keeps: nobody may pass for it in the record. */
const NAMES_OF_THE_HOUSE: ReadonlySet<string> = new Set(['import', 'presence', 'erase', 'proof', 'reaction', 'table']);

const invite = (command: Of<'invite'>, state: CeremonyState): CeremonyDecision => {
  const { name: _, byRole, expiresAt, ...who } = command;
  if (state.people.has(who.personId)) return refuse('already-invited', `${who.personId} is invited already.`);
  if (NAMES_OF_THE_HOUSE.has(who.personId)) {
    return refuse('bad-command', `The house itself writes as ${who.personId}. Choose another id.`);
  }
  // C170: what is the principal's alone is not shared with a second one.
  if (who.role === 'principal' && principalOf(state.people) !== null) {
    return refuse('already-invited', 'There is a principal already. Correct the name and the office instead.');
  }
  // C53: an officer makes no officers.
  if ((runsIt(who.role) || who.role === 'principal') && byRole !== 'director') {
    return refuse('not-allowed', 'Only the director invites the principal and those who run the ceremony.');
  }
  if ((who.role === 'signatory') !== (who.partyId !== null)) {
    return refuse('bad-command', 'A signatory signs for a party, and nobody else does.');
  }
  if (who.partyId !== null && !state.parties.has(who.partyId)) {
    return refuse('unknown-party', `There is no party ${who.partyId}.`);
  }
  return [{ type: 'person-invited', data: { ...who, linkSerial: 1, linkExpiresAt: expiresAt } }];
};

const correctPerson = (command: Of<'correct-person'>, state: CeremonyState): CeremonyDecision => {
  const { name: _, ...data } = command;
  const person = findPerson(state, data.personId);
  return isRefusal(person) ? person : [{ type: 'person-corrected', data }];
};

const correctName = (command: Of<'correct-name'>, state: CeremonyState): CeremonyDecision => {
  const { name: _, ...data } = command;
  const person = findPerson(state, data.personId);
  if (isRefusal(person)) return person;
  // C51: what was approved is read out and printed; a change says why.
  if (person.nameApproved !== null && data.reasonCommitment === null) {
    return refuse('name-approved', 'This name was approved. Say why it is changed.');
  }
  return [{ type: 'name-corrected', data }];
};

const approveNames = (command: Of<'approve-names'>, state: CeremonyState): CeremonyDecision => {
  const { by } = command;
  const events: CeremonyEvent[] = [];
  for (const personId of new Set(command.personIds)) {
    const person = findPerson(state, personId);
    if (isRefusal(person)) return person;
    const { commitment } = person;
    if (person.nameApproved === null) events.push({ type: 'name-approved', data: { personId, by, commitment } });
  }
  return events;
};

const setSeat = (command: Of<'set-seat'>, state: CeremonyState): CeremonyDecision => {
  const { name: _, ...data } = command;
  const person = findPerson(state, data.personId);
  if (isRefusal(person)) return person;
  return person.seat === data.place ? [] : [{ type: 'seat-set', data }];
};

const acceptNotice = (command: Of<'accept-notice'>, state: CeremonyState): CeremonyDecision => {
  const person = findPerson(state, command.personId);
  if (isRefusal(person)) return person;
  if (person.link.state === 'revoked') return refuse('link-revoked', 'The link of this person was withdrawn.');
  // C10: what is accepted is the notice that stands now, not one of last month.
  if (command.noticeVersion !== command.currentVersion) {
    return refuse('notice-outdated', 'The notice has changed. Read the present one.');
  }
  if (person.noticeVersion === command.noticeVersion) return [];
  const { personId } = person;
  const accepted: CeremonyEvent = {
    type: 'notice-accepted',
    data: { personId, noticeVersion: command.noticeVersion },
  };
  // C205: whom an officer has called to a signing table is kept waiting in no lobby.
  const seat = tableAt(state, personId, person.device)?.seat ?? null;
  const waits = state.admission === 'manual' && person.admission.state === 'waiting' && !neverWaits(person.role);
  return seat === null || !waits
    ? [accepted]
    : [accepted, { type: 'person-admitted', data: { personId, by: seat.officer } }];
};

const reissueLink = (command: Of<'reissue-link'>, state: CeremonyState): CeremonyDecision => {
  const person = findPerson(state, command.personId);
  if (isRefusal(person)) return person;
  const { personId } = person;
  return [{ type: 'link-reissued', data: { personId, serial: person.link.serial + 1, expiresAt: command.expiresAt } }];
};

const revokeLink = (command: Of<'revoke-link'>, state: CeremonyState, now: string): CeremonyDecision => {
  const person = findPerson(state, command.personId);
  if (isRefusal(person)) return person;
  if (person.link.state === 'revoked') return [];
  const { personId } = person;
  return [...revocationOf(person, 'cessation', null, now), { type: 'link-revoked', data: { personId } }];
};

export const decidePeople: DecideTable<PeopleCommand> = {
  arrive,
  'accept-notice': acceptNotice,
  'reissue-link': reissueLink,
  'revoke-link': revokeLink,
  invite,
  'correct-person': correctPerson,
  'correct-name': correctName,
  'approve-names': approveNames,
  'set-seat': setSeat,
};
