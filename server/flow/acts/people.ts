import { NOTICE_VERSION } from '#contract/constants';
import type { peopleCommands } from '#contract/commands/people';
import { isRefusal } from '#contract/refusal';
import { linkAddress, makeLink } from '#identity/links';
import { later } from '#platform/clock';
import type { ActTable, Handler } from '../act.ts';
import { askCeremony } from '../ask-ceremony.ts';

/** How long a personal link is good for, in milliseconds. */
export const LINK_FOR = 60 * 24 * 60 * 60_000;

const acceptNotice: Handler<'notice:accept'> = (act, { noticeVersion }) =>
  askCeremony(act, {
    name: 'accept-notice',
    personId: act.person.personId,
    noticeVersion,
    currentVersion: NOTICE_VERSION,
  });

/** The new link is told to the officer alone, who hands it to its holder. */
const reissueLink: Handler<'link:reissue'> = (act, { personId }) => {
  const expiresAt = later(act.now, LINK_FOR);
  const proposal = askCeremony(act, { name: 'reissue-link', personId, expiresAt });
  if (isRefusal(proposal)) return proposal;
  const { live, tools } = act;
  const serial = (live.ceremony.people.get(personId)?.link.serial ?? 0) + 1;
  const { ceremonyId } = live;
  const token = makeLink({ key: tools.linkKey, ceremonyId, personId, serial, expiresAt: new Date(expiresAt) });
  return { ...proposal, reply: { link: linkAddress(tools.publicUrl, token) } };
};

const revokeLink: Handler<'link:revoke'> = (act, { personId }) => askCeremony(act, { name: 'revoke-link', personId });

export const peopleActs: ActTable<keyof typeof peopleCommands> = {
  'notice:accept': acceptNotice,
  'link:reissue': reissueLink,
  'link:revoke': revokeLink,
};
