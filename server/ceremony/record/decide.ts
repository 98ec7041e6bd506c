import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import type { CeremonyDecision } from '../decision.ts';
import type { CeremonyEvent } from '../events.ts';
import { findPerson } from '../people/decide.ts';
import type { CeremonyState } from '../state.ts';
import type { DecideTable } from '../tables.ts';
import type { RecordCommand } from './commands.ts';
import type { Minutes } from './state.ts';

type Of<Name extends RecordCommand['name']> = Extract<RecordCommand, { name: Name }>;

/** C143: never twice for one place, and none once the record is fixed. */
const makeCheckpoint = ({ wave, upTo, root }: Of<'make-checkpoint'>, state: CeremonyState): CeremonyDecision => {
  if (!state.waves.has(wave)) return refuse('unknown-wave', `No wave ${wave} is planned.`);
  if (state.fixedRecord !== null || state.checkpoints.has(upTo)) return [];
  return [{ type: 'checkpoint-made', data: { upTo, root, wave } }];
};

/** C144: root, minutes and the end of the ceremony are one step: none of them stands without the others. */
const fixRecord = (command: Of<'fix-record'>, state: CeremonyState): CeremonyDecision => {
  if (state.phase !== 'closing') {
    return refuse('wrong-phase', `The record of a ceremony that is ${state.phase} cannot be fixed.`);
  }
  // C142: what was begun is finished first, unless the director has said that it will not be.
  if (command.unfinished.length > 0 && state.closingForcedAt === null) {
    return refuse('wrong-phase', `${command.unfinished.length} agreements are still to be sealed.`);
  }
  const { upTo, root, minutes } = command;
  return [
    { type: 'record-fixed', data: { upTo, root } },
    { type: 'minutes-sealed', data: { ...minutes, upTo, root } },
    { type: 'ceremony-closed', data: {} },
  ];
};

/** C226: what was pending, once. */
const archiveMinutes = (command: Of<'archive-minutes'>, state: CeremonyState): CeremonyDecision => {
  const minutes = minutesUpon(state, command.baseSha256);
  if (isRefusal(minutes)) return minutes;
  return minutes.pending === null ? [] : [{ type: 'minutes-archived', data: grownBy(command) }];
};

/** C228: any number of times; what was pending is pending no longer. */
const renewMinutesArchive = (command: Of<'renew-minutes-archive'>, state: CeremonyState): CeremonyDecision => {
  const minutes = minutesUpon(state, command.baseSha256);
  if (isRefusal(minutes)) return minutes;
  return [{ type: 'minutes-archive-renewed', data: { by: command.officer, ...grownBy(command) } }];
};

/** C227: upon the minutes as they stand, and upon nothing else. */
const minutesUpon = ({ minutes }: CeremonyState, baseSha256: string): Minutes | Refusal => {
  if (minutes === null) return refuse('wrong-phase', 'The record has not been fixed yet.');
  return minutes.sha256 === baseSha256 ? minutes : refuse('base-moved', 'The minutes have moved on.');
};

const grownBy = ({ sha256, bytes, timestamp, reached }: Of<'archive-minutes'> | Of<'renew-minutes-archive'>) => ({
  sha256,
  bytes,
  timestamp,
  level: reached.level,
  archiveProblem: reached.problem,
});

const nameCustodian = (command: Of<'name-custodian'>, state: CeremonyState): CeremonyDecision => {
  // C145: named before anything is signed off, so that nobody chooses them by what they will hold.
  if (state.phase === 'closing' || state.phase === 'closed') {
    return refuse('wrong-phase', 'Custodians are named before the ceremony closes.');
  }
  const { custodianId, commitment } = command;
  return [{ type: 'custodian-named', data: { custodianId, commitment } }];
};

const removeCustodian = ({ custodianId }: Of<'remove-custodian'>, state: CeremonyState): CeremonyDecision => {
  if (!state.custodians.has(custodianId)) return refuse('unknown-custodian', 'There is no such custodian.');
  if (state.phase === 'closing' || state.phase === 'closed') {
    return refuse('wrong-phase', 'Custodians stay as they were named once the ceremony closes.');
  }
  return [{ type: 'custodian-removed', data: { custodianId } }];
};

/** C146: what was handed over is the fixed root and no other. */
const deliverRoot = ({ custodianId, how }: Of<'deliver-root'>, state: CeremonyState): CeremonyDecision => {
  const custodian = state.custodians.get(custodianId);
  if (custodian === undefined) return refuse('unknown-custodian', 'There is no such custodian.');
  if (state.fixedRecord === null) return refuse('wrong-phase', 'The record has not been fixed yet.');
  if (custodian.delivered !== null) return [];
  const { upTo, root } = state.fixedRecord;
  return [{ type: 'root-delivered', data: { custodianId, how, upTo, root } }];
};

/** C148: nobody's data goes while the ceremony still needs it. */
const erasePerson = (command: Of<'erase-person'>, state: CeremonyState): CeremonyDecision => {
  const person = findPerson(state, command.personId);
  if (isRefusal(person)) return person;
  const { personId, link } = person;
  // What was written about them since (a new name, a question) goes like the rest.
  if (state.erased.has(personId) && command.subjects.length === 0)
    return refuse('already-erased', 'The data of this person was erased already.');
  if (state.phase !== 'closed' && (link.state !== 'revoked' || command.unfinished.length > 0)) {
    return refuse(
      'still-taking-part',
      'This person still takes part. Withdraw the link and settle their agreements, or wait until the ceremony is closed.',
    );
  }
  const { subjects, reason } = command;
  const revoked: readonly CeremonyEvent[] =
    link.state === 'revoked' ? [] : [{ type: 'link-revoked', data: { personId } }];
  return [...revoked, { type: 'personal-erased', data: { personId, subjects, reason } }];
};

export const decideRecord: DecideTable<RecordCommand> = {
  'make-checkpoint': makeCheckpoint,
  'fix-record': fixRecord,
  'archive-minutes': archiveMinutes,
  'renew-minutes-archive': renewMinutesArchive,
  'name-custodian': nameCustodian,
  'remove-custodian': removeCustodian,
  'deliver-root': deliverRoot,
  'erase-person': erasePerson,
};
