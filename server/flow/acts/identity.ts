import type { identityCommands } from '#contract/commands/identity';
import { isRefusal, type Refusal } from '#contract/refusal';
import { helperSubject } from '#projections/people-data';
import { later } from '#platform/clock';
import { randomDigits } from '#platform/random';
import type { Act, ActTable, Handler, Proposal } from '../act.ts';
import { askCeremony } from '../ask-ceremony.ts';
import { enrol } from '../enrol.ts';
import { CODE_DIGITS, CODE_FOR, codeHash } from '../one-time-code.ts';
import { noteBeside, withNote } from '../personal-note.ts';

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

/** C208: name and relation stand beside the chain; a signature's evidence names the commitment. */
const nameHelper = (
  act: Act,
  personId: string,
  helper: { readonly name: string; readonly relation: string } | null,
): Proposal | Refusal => {
  const by = act.person.personId;
  if (helper === null) return askCeremony(act, { name: 'name-helper', personId, by, commitment: null });
  const note = noteBeside(act.tools.random, helper, (commitment) => helperSubject(personId, commitment));
  const { commitment } = note;
  return withNote(askCeremony(act, { name: 'name-helper', personId, by, commitment }), note.personal);
};

const hashCode = (act: Act, personId: string, code: string): string =>
  codeHash(act.tools.codeKey, act.live.ceremonyId, personId, code);

export const identityActs: ActTable<keyof typeof identityCommands> = {
  'identity:confirm': confirmIdentity,
  'identity:confirm-in-person': confirmInPerson,
  'identity:issue-code': issueCode,
  'identity:enter-code': enterCode,
  'identity:name-helper': (act, { personId, helper }) => nameHelper(act, personId, helper),
  'signing:name-helper': (act, { helper }) => nameHelper(act, act.person.personId, helper),
  'certificate:revoke': revokeCertificate,
  'signing:enrol': { slow: enrol },
};
