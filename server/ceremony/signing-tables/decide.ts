import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import type { SeatEnd } from '#contract/constants';
import type { CeremonyDecision } from '../decision.ts';
import type { CeremonyEvent } from '../events.ts';
import { MAX_CODE_FAILURES } from '../identity/decide.ts';
import { revocationOf } from '../identity/revocation.ts';
import { findPerson } from '../people/decide.ts';
import { runsIt } from '../people/runs-it.ts';
import type { CeremonyState } from '../state.ts';
import type { DecideTable } from '../tables.ts';
import type { SigningTablesCommand } from './commands.ts';
import type { SigningTable } from './state.ts';

type Of<Name extends SigningTablesCommand['name']> = Extract<SigningTablesCommand, { name: Name }>;

const findTable = (state: CeremonyState, tableId: string): SigningTable | Refusal => {
  const table = state.signingTables.get(tableId);
  return table?.isOpen === true ? table : refuse('unknown-table', `There is no open signing table ${tableId}.`);
};

/** C204: whoever sat there is nobody there any more: certificate, device and identity go with the seat. */
const rising = (
  { tableId, seat }: SigningTable,
  state: CeremonyState,
  reason: SeatEnd,
  now: string,
): readonly CeremonyEvent[] => {
  const person = seat === null ? undefined : state.people.get(seat.personId);
  if (seat === null || person === undefined) return [];
  const { personId } = seat;
  return [...revocationOf(person, 'cessation', null, now), { type: 'table-left', data: { tableId, personId, reason } }];
};

const openTable = ({ tableId, title, by }: Of<'open-table'>, state: CeremonyState, now: string): CeremonyDecision => {
  const before = state.signingTables.get(tableId);
  const serial = (before?.serial ?? 0) + 1;
  return [
    ...(before === undefined ? [] : rising(before, state, 'closed', now)),
    { type: 'table-opened', data: { tableId, name: title, by, serial } },
  ];
};

const closeTable = ({ tableId, by }: Of<'close-table'>, state: CeremonyState, now: string): CeremonyDecision => {
  const table = state.signingTables.get(tableId);
  if (table === undefined) return refuse('unknown-table', `There is no signing table ${tableId}.`);
  if (!table.isOpen) return [];
  return [...rising(table, state, 'closed', now), { type: 'table-closed', data: { tableId, by } }];
};

const joinTable = ({ tableId, serial, device }: Of<'join-table'>, state: CeremonyState): CeremonyDecision => {
  const table = findTable(state, tableId);
  if (isRefusal(table)) return table;
  // C200: a link is for one tablet, and only the newest counts.
  if (table.serial !== serial)
    return refuse('link-revoked', 'This link was replaced. Ask the officer for the new one.');
  if (table.device === device) return [];
  if (table.device !== null) return refuse('other-device', 'This link is in use on another tablet.');
  return [{ type: 'table-joined', data: { tableId, device } }];
};

const callToTable = (command: Of<'call-to-table'>, state: CeremonyState): CeremonyDecision => {
  const { name: _, signs, ...data } = command;
  const table = findTable(state, data.tableId);
  if (isRefusal(table)) return table;
  const person = findPerson(state, data.personId);
  if (isRefusal(person)) return person;
  if (table.device === null) return refuse('not-connected', 'No tablet has opened the link of this table yet.');
  // C201: nobody vouches for oneself, and no shared tablet ever holds the rights of those who run the ceremony.
  if (data.officer === data.personId) return refuse('not-allowed', 'Another officer calls you.');
  if (runsIt(person.role)) return refuse('not-allowed', 'Whoever runs the ceremony does not sign at a shared table.');
  if (!signs) return refuse('not-a-signatory', 'This person signs nothing.');
  if (person.link.state === 'revoked') return refuse('link-revoked', 'The link of this person was withdrawn.');
  // C202: whoever sits there finishes first, or the officer ends it.
  if (table.seat !== null) return refuse('table-taken', 'Somebody is signing at this table.');
  return [{ type: 'table-called', data }];
};

const sitDown = (command: Of<'sit-down'>, state: CeremonyState, now: string): CeremonyDecision => {
  const { tableId, device } = command;
  const table = findTable(state, tableId);
  if (isRefusal(table)) return table;
  if (state.phase !== 'open' && state.phase !== 'live') {
    return refuse('wrong-phase', `Nobody signs while the ceremony is ${state.phase}.`);
  }
  if (table.device !== command.tablet) return refuse('taken-over', 'Another tablet is this table now.');
  const { call } = table;
  if (call === null) return refuse('code-not-issued', 'Nobody is called to this table. Ask the officer.');
  if (Date.parse(call.expiresAt) <= Date.parse(now)) {
    return refuse('code-expired', 'This code has expired. Ask the officer for a new one.');
  }
  if (call.failures >= MAX_CODE_FAILURES) {
    return refuse('code-exhausted', 'Too many wrong codes. Ask the officer for a new one.');
  }
  if (call.codeHash !== command.codeHash) return [{ type: 'table-code-failed', data: { tableId } }];
  const { personId, officer, method } = call;
  const person = findPerson(state, personId);
  if (isRefusal(person)) return person;
  if (person.link.state === 'revoked') return refuse('link-revoked', 'The link of this person was withdrawn.');
  return [
    // C12: what they held on another device signs nothing any more.
    ...revocationOf(person, 'superseded', null, now),
    { type: 'person-arrived', data: { personId, device } },
    { type: 'identity-confirmed', data: { personId, method, officer, device } },
    { type: 'table-seated', data: { tableId, personId, officer, device } },
  ];
};

const leaveTable = (
  { tableId, reason, devices }: Of<'leave-table'>,
  state: CeremonyState,
  now: string,
): CeremonyDecision => {
  const table = state.signingTables.get(tableId);
  if (table === undefined) return refuse('unknown-table', `There is no signing table ${tableId}.`);
  // C204: a word of an earlier sitting that comes late ends nobody else's.
  const isMeant = devices === null || (table.seat !== null && devices.includes(table.seat.device));
  return isMeant ? rising(table, state, reason, now) : [];
};

export const decideSigningTables: DecideTable<SigningTablesCommand> = {
  'open-table': openTable,
  'close-table': closeTable,
  'join-table': joinTable,
  'call-to-table': callToTable,
  'sit-down': sitDown,
  'leave-table': leaveTable,
};
