import type { attendanceCommands } from '#contract/commands/attendance';
import { refuse } from '#contract/refusal';
import { officialsSubject } from '#projections/people-data';
import type { ActTable, Handler } from '../act.ts';
import { askCeremony } from '../ask-ceremony.ts';
import { noteBeside, withNote } from '../personal-note.ts';

/** A delegation lists its own officials; protocol lists them for one that cannot. */
const listOfficials: Handler<'delegation:list'> = (act, { personId, officials }) => {
  const of = personId ?? act.person.personId;
  if (of !== act.person.personId && act.person.role !== 'protocol') {
    return refuse('not-allowed', 'Each delegation lists its own officials.');
  }
  const list = officials.map(({ name, position }) => ({ name, position }));
  const note = noteBeside(act.tools.random, { officials: list }, () => officialsSubject(of));
  const proposal = askCeremony(act, {
    name: 'list-officials',
    personId: of,
    by: act.person.personId,
    commitment: note.commitment,
    count: list.length,
  });
  return withNote(proposal, note.personal);
};

export const attendanceActs: ActTable<keyof typeof attendanceCommands> = {
  'delegation:list': listOfficials,
  'roll-call:start': (act) => askCeremony(act, { name: 'start-roll-call', by: act.person.personId }),
  'roll-call:answer': (act) => askCeremony(act, { name: 'answer-roll-call', personId: act.person.personId }),
  'roll-call:finish': (act) => askCeremony(act, { name: 'finish-roll-call', by: act.person.personId }),
};
