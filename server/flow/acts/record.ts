import type { recordCommands } from '#contract/commands/record';
import { isRefusal } from '#contract/refusal';
import { custodianSubject, subjectsAbout } from '#projections/record-data';
import { unfinishedOf } from '#projections/unfinished';
import type { ActTable, Handler, SlowHandler } from '../act.ts';
import { renewMinutes } from '../archive-minutes.ts';
import { askCeremony, PHASE } from '../ask-ceremony.ts';
import { noteBeside, withNote } from '../personal-note.ts';

/** Who keeps the root is a person: their words stand beside the chain (C2). */
const nameCustodian: Handler<'custodian:name'> = (act, { custodianId, name, institution, email }) => {
  const note = noteBeside(act.tools.random, { name, institution, email }, () => custodianSubject(custodianId));
  const { commitment } = note;
  return withNote(askCeremony(act, { name: 'name-custodian', custodianId, commitment }, PHASE), note.personal);
};

/** C145: whoever is no custodian is none of ours to know: the words go with the event that says so. */
const removeCustodian: Handler<'custodian:remove'> = (act, { custodianId }) => {
  const proposal = askCeremony(act, { name: 'remove-custodian', custodianId }, PHASE);
  if (isRefusal(proposal)) return proposal;
  return { ...proposal, erases: { subjects: [custodianSubject(custodianId)], preparedOf: [] } };
};

const renewArchive: SlowHandler<'record:renew-archive'> = (act, { own }) =>
  renewMinutes(act.live, act.tools, { officer: act.person.personId, own, now: act.now });

/** C148: the event that says so and the loss of the bytes are one append. */
const erasePerson: Handler<'person:erase'> = (act, { personId, reason }) => {
  const subjects = subjectsAbout(act.live, personId);
  const unfinished = unfinishedOf(act.live, personId);
  const proposal = askCeremony(act, { name: 'erase-person', personId, reason, subjects, unfinished }, PHASE);
  return isRefusal(proposal) ? proposal : { ...proposal, erases: { subjects, preparedOf: [personId] } };
};

export const recordActs: ActTable<keyof typeof recordCommands> = {
  'custodian:name': nameCustodian,
  'custodian:remove': removeCustodian,
  'record:deliver': (act, { custodianId, how }) => askCeremony(act, { name: 'deliver-root', custodianId, how }),
  'record:renew-archive': { slow: renewArchive },
  'person:erase': erasePerson,
};
