import { isRefusal, refuse } from '#contract/refusal';
import type { CeremonyDecision } from '../decision.ts';
import { isAdmitted } from '../lobby/state.ts';
import { findPerson } from '../people/decide.ts';
import type { CeremonyState } from '../state.ts';
import type { DecideTable } from '../tables.ts';
import type { AttendanceCommand } from './commands.ts';

type Of<Name extends AttendanceCommand['name']> = Extract<AttendanceCommand, { name: Name }>;

const listOfficials = (command: Of<'list-officials'>, state: CeremonyState): CeremonyDecision => {
  const { name: _, ...data } = command;
  const person = findPerson(state, data.personId);
  if (isRefusal(person)) return person;
  if (person.role !== 'delegation') return refuse('not-allowed', 'Only a delegation has a list of officials.');
  return [{ type: 'delegation-listed', data }];
};

const isCalling = ({ rollCall }: CeremonyState): boolean => rollCall !== null && rollCall.finishedAt === null;

const startRollCall = ({ by }: Of<'start-roll-call'>, state: CeremonyState): CeremonyDecision =>
  isCalling(state)
    ? refuse('roll-call-open', 'A roll call is under way. Finish it first.')
    : [{ type: 'roll-call-started', data: { by } }];

const answerRollCall = ({ personId }: Of<'answer-roll-call'>, state: CeremonyState): CeremonyDecision => {
  const person = findPerson(state, personId);
  if (isRefusal(person)) return person;
  if (person.role !== 'delegation') return refuse('not-allowed', 'Delegations answer the roll call.');
  if (!isCalling(state)) return refuse('roll-call-not-open', 'No roll call is under way. An officer starts one.');
  return state.answered.has(personId) ? [] : [{ type: 'roll-call-answered', data: { personId } }];
};

const finishRollCall = ({ by }: Of<'finish-roll-call'>, state: CeremonyState): CeremonyDecision =>
  isCalling(state)
    ? [{ type: 'roll-call-finished', data: { by } }]
    : refuse('roll-call-not-open', 'No roll call is under way. An officer starts one.');

/** C71: one event a minute, and only when something changed; C72: the closing ends it. */
const sampleAttendance = ({ connected, seen }: Of<'sample-attendance'>, state: CeremonyState): CeremonyDecision => {
  const { phase, attended, people } = state;
  if (phase === 'planned' || phase === 'closed') return [];
  const isEnding = phase === 'closing';
  // Whoever opened a link only, or waits in the lobby, does not attend.
  const isIn = (id: string): boolean => {
    const person = people.get(id);
    return person !== undefined && person.noticeVersion !== null && isAdmitted(person);
  };
  const present = [...attended].flatMap(([personId, { since }]) => (since === null ? [] : [personId]));
  const before = new Set(present);
  const joined = [...new Set([...connected, ...seen])]
    // Whoever came just before the closing was there; who lingers on afterwards does not come again.
    .filter((id) => isIn(id) && !before.has(id) && !(isEnding && attended.has(id)))
    .sort();
  const left = [...present, ...joined].filter((id) => isEnding || !connected.has(id) || !isIn(id)).sort();
  return joined.length + left.length === 0 ? [] : [{ type: 'attendance-sampled', data: { joined, left } }];
};

export const decideAttendance: DecideTable<AttendanceCommand> = {
  'list-officials': listOfficials,
  'start-roll-call': startRollCall,
  'answer-roll-call': answerRollCall,
  'finish-roll-call': finishRollCall,
  'sample-attendance': sampleAttendance,
};
