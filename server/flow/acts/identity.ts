import { createHmac } from 'node:crypto';
import type { identityCommands } from '#contract/commands/identity';
import { isRefusal } from '#contract/refusal';
import { later } from '#platform/clock';
import { randomDigits } from '#platform/random';
import type { Act, ActTable, Handler } from '../act.ts';
import { askCeremony } from '../ask-ceremony.ts';
import { enrol } from '../enrol.ts';

/** How long a one-time code is good for, in milliseconds. */
const CODE_FOR = 15 * 60_000;
const CODE_DIGITS = 8;

const confirmIdentity: Handler<'identity:confirm'> = (act, { personId, device }) =>
  askCeremony(act, {
    name: 'confirm-identity',
    personId,
    officer: act.person.personId,
    device,
    seenOnVideo: act.tools.isSeen(act.live.ceremonyId, personId),
  });

const confirmInPerson: Handler<'identity:confirm-in-person'> = (act, { personId, device, method }) =>
  askCeremony(act, { name: 'confirm-in-person', personId, officer: act.person.personId, device, method });

/** The code is told to the officer alone; the ledger holds a keyed hash of it, bound to the person. */
const issueCode: Handler<'identity:issue-code'> = (act, { personId }) => {
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

const enterCode: Handler<'identity:enter-code'> = (act, { code }) => {
  const { personId } = act.person;
  const proposal = askCeremony(act, { name: 'enter-code', personId, codeHash: hashCode(act, personId, code) });
  if (isRefusal(proposal)) return proposal;
  const failed = proposal.writes.some(({ events }) => events.some(({ type }) => type === 'identity-code-failed'));
  return failed
    ? { ...proposal, butRefused: { code: 'code-wrong', detail: 'This is not the code that was issued to you.' } }
    : proposal;
};

/** The person is checked again before there is another certificate, whichever device asks for it. */
const revokeCertificate: Handler<'certificate:revoke'> = (act, { personId, reason }) =>
  askCeremony(act, { name: 'revoke-certificate', personId, reason, by: act.person.personId });

const hashCode = (act: Act, personId: string, code: string): string =>
  createHmac('sha256', act.tools.codeKey).update(`${act.live.ceremonyId}|${personId}|${code}`).digest('hex');

export const identityActs: ActTable<keyof typeof identityCommands> = {
  'identity:confirm': confirmIdentity,
  'identity:confirm-in-person': confirmInPerson,
  'identity:issue-code': issueCode,
  'identity:enter-code': enterCode,
  'certificate:revoke': revokeCertificate,
  'signing:enrol': { slow: enrol },
};
