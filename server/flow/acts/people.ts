import { NOTICE_VERSION } from '#contract/constants';
import type { peopleCommands } from '#contract/commands/people';
import { runsIt } from '#ceremony/people/runs-it';
import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import { linkAddress, makeLink } from '#identity/links';
import { later } from '#platform/clock';
import { nameSubject, reasonSubject } from '#projections/people-data';
import type { Act, ActTable, Handler } from '../act.ts';
import { askCeremony } from '../ask-ceremony.ts';
import { noteBeside, withNote } from '../personal-note.ts';

/** How long a personal link is good for, in milliseconds. */
export const LINK_FOR = 60 * 24 * 60 * 60_000;

const acceptNotice: Handler<'notice:accept'> = (act, { noticeVersion }) =>
  askCeremony(act, {
    name: 'accept-notice',
    personId: act.person.personId,
    noticeVersion,
    currentVersion: NOTICE_VERSION,
  });

/** C53: a link is all of its holder's rights: an officer takes or hands out no officer's. */
export const isDirectorsToSay = ({ live, person }: Act, personId: string): Refusal | null => {
  const other = live.ceremony.people.get(personId);
  return other !== undefined && runsIt(other.role) && person.role !== 'director'
    ? refuse('not-allowed', 'This is for the director to say: the person runs the ceremony.')
    : null;
};

const linkFor = ({ live, tools }: Act, personId: string, serial: number, expiresAt: string): string => {
  const { ceremonyId } = live;
  const token = makeLink({ key: tools.linkKey, ceremonyId, personId, serial, expiresAt: new Date(expiresAt) });
  return linkAddress(tools.publicUrl, token);
};

/** The new link is told to the officer alone, who hands it to its holder. */
const reissueLink: Handler<'link:reissue'> = (act, { personId }) => {
  const refusal = isDirectorsToSay(act, personId);
  if (refusal !== null) return refusal;
  const expiresAt = later(act.now, LINK_FOR);
  const proposal = askCeremony(act, { name: 'reissue-link', personId, expiresAt });
  if (isRefusal(proposal)) return proposal;
  const serial = (act.live.ceremony.people.get(personId)?.link.serial ?? 0) + 1;
  return { ...proposal, reply: { link: linkFor(act, personId, serial, expiresAt) } };
};

const revokeLink: Handler<'link:revoke'> = (act, { personId }) =>
  isDirectorsToSay(act, personId) ?? askCeremony(act, { name: 'revoke-link', personId });

/** One more guest; the link is told to the officer alone. */
const invite: Handler<'person:invite'> = (act, { name, spokenName, ...who }) => {
  const { personId } = who;
  const note = noteBeside(act.tools.random, { name, spokenName }, () => nameSubject(personId));
  const { commitment } = note;
  const expiresAt = later(act.now, LINK_FOR);
  const proposal = askCeremony(act, { name: 'invite', ...who, byRole: act.person.role, commitment, expiresAt });
  if (isRefusal(proposal)) return proposal;
  return { ...proposal, personal: [note.personal], reply: { link: linkFor(act, personId, 1, expiresAt) } };
};

const correctPerson: Handler<'person:correct'> = (act, office) =>
  askCeremony(act, { name: 'correct-person', by: act.person.personId, ...office });

/** Documents that were made keep the name under which they were signed. */
const correctName: Handler<'name:correct'> = (act, { personId, name, spokenName, reason }) => {
  const { random } = act.tools;
  const note = noteBeside(random, { name, spokenName }, () => nameSubject(personId));
  const why =
    reason === null ? null : noteBeside(random, { reason }, (commitment) => reasonSubject(personId, commitment));
  const proposal = askCeremony(act, {
    name: 'correct-name',
    personId,
    by: act.person.personId,
    commitment: note.commitment,
    reasonCommitment: why?.commitment ?? null,
  });
  const named = withNote(proposal, note.personal);
  return why === null ? named : withNote(named, why.personal);
};

const setSeat: Handler<'seat:set'> = (act, { personId, place, reason }) => {
  const why = noteBeside(act.tools.random, { reason }, (commitment) => reasonSubject(personId, commitment));
  const reasonCommitment = why.commitment;
  const proposal = askCeremony(act, { name: 'set-seat', personId, by: act.person.personId, place, reasonCommitment });
  return withNote(proposal, why.personal);
};

export const peopleActs: ActTable<keyof typeof peopleCommands> = {
  'notice:accept': acceptNotice,
  'link:reissue': reissueLink,
  'link:revoke': revokeLink,
  'person:invite': invite,
  'person:correct': correctPerson,
  'name:correct': correctName,
  'name:approve': (act, { personIds }) =>
    askCeremony(act, { name: 'approve-names', personIds, by: act.person.personId }),
  'seat:set': setSeat,
};
