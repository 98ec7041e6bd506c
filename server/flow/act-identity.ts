import { createHmac } from 'node:crypto';
import { NOTICE_VERSION } from '#contract/constants';
import { isRefusal } from '#contract/refusal';
import { linkAddress, makeLink } from '#identity/links';
import { randomDigits } from '#platform/random';
import type { Act, Handler } from './act.ts';
import { askCeremony } from './act-ceremony.ts';

/** How long a one-time code is good for, and a personal link, in milliseconds. */
const CODE_FOR = 15 * 60_000;
const CODE_DIGITS = 8;
export const LINK_FOR = 60 * 24 * 60 * 60_000;

const later = (now: Date, milliseconds: number): string => new Date(now.getTime() + milliseconds).toISOString();

export const acceptNotice: Handler<'notice:accept'> = (act, { noticeVersion }) =>
  askCeremony(act, {
    name: 'accept-notice',
    personId: act.person.personId,
    noticeVersion,
    currentVersion: NOTICE_VERSION,
  });

/** The new link is told to the officer alone, who hands it to its holder. */
export const reissueLink: Handler<'link:reissue'> = (act, { personId }) => {
  const expiresAt = later(act.now, LINK_FOR);
  const proposal = askCeremony(act, { name: 'reissue-link', personId, expiresAt });
  if (isRefusal(proposal)) return proposal;
  const { live, tools } = act;
  const serial = (live.ceremony.people.get(personId)?.link.serial ?? 0) + 1;
  const { ceremonyId } = live;
  const token = makeLink({ key: tools.linkKey, ceremonyId, personId, serial, expiresAt: new Date(expiresAt) });
  return { ...proposal, reply: { link: linkAddress(tools.publicUrl, token) } };
};

export const revokeLink: Handler<'link:revoke'> = (act, { personId }) =>
  askCeremony(act, { name: 'revoke-link', personId });

export const confirmIdentity: Handler<'identity:confirm'> = (act, { personId, device }) =>
  askCeremony(act, {
    name: 'confirm-identity',
    personId,
    officer: act.person.personId,
    device,
    seenOnVideo: act.tools.isSeen(act.live.ceremonyId, personId),
  });

/** The code is told to the officer alone; the ledger holds a keyed hash of it, bound to the person. */
export const issueCode: Handler<'identity:issue-code'> = (act, { personId }) => {
  const code = randomDigits(CODE_DIGITS);
  const proposal = askCeremony(act, {
    name: 'issue-code',
    personId,
    officer: act.person.personId,
    codeHash: hashCode(act, personId, code),
    expiresAt: later(act.now, CODE_FOR),
  });
  return isRefusal(proposal) ? proposal : { ...proposal, reply: { code } };
};

export const enterCode: Handler<'identity:enter-code'> = (act, { code }) => {
  const { personId } = act.person;
  const proposal = askCeremony(act, { name: 'enter-code', personId, codeHash: hashCode(act, personId, code) });
  if (isRefusal(proposal)) return proposal;
  const failed = proposal.writes.some(({ events }) => events.some(({ type }) => type === 'identity-code-failed'));
  return failed
    ? { ...proposal, butRefused: { code: 'code-wrong', detail: 'This is not the code that was issued to you.' } }
    : proposal;
};

const hashCode = (act: Act, personId: string, code: string): string =>
  createHmac('sha256', act.tools.codeKey).update(`${act.live.ceremonyId}|${personId}|${code}`).digest('hex');
