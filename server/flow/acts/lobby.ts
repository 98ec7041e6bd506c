import type { lobbyCommands } from '#contract/commands/lobby';
import type { Role } from '#contract/constants';
import { refuse } from '#contract/refusal';
import { reasonSubject } from '#projections/people-data';
import type { Act, ActTable, Handler } from '../act.ts';
import { askCeremony, PHASE } from '../ask-ceremony.ts';
import { noteBeside, withNote } from '../personal-note.ts';
import { isDirectorsToSay } from './people.ts';

const remove: Handler<'person:remove'> = (act, { personId, reason }) => {
  const refusal = isDirectorsToSay(act, personId);
  if (refusal !== null) return refusal;
  const why = noteBeside(act.tools.random, { reason }, (commitment) => reasonSubject(personId, commitment));
  const reasonCommitment = why.commitment;
  const proposal = askCeremony(act, { name: 'remove-person', personId, by: act.person.personId, reasonCommitment });
  return withNote(proposal, why.personal);
};

const HOSTS: ReadonlySet<Role> = new Set(['director', 'protocol']);

/** C75: the principal and an aide come and go themselves; protocol and director show them the way. */
const move =
  (name: 'enter-holding' | 'leave-holding') =>
  (act: Act, { personId }: { readonly personId: string }) =>
    personId !== act.person.personId && !HOSTS.has(act.person.role)
      ? refuse('not-allowed', 'This is not yours to do.')
      : askCeremony(act, { name, personId, by: act.person.personId });

export const lobbyActs: ActTable<keyof typeof lobbyCommands> = {
  'admission:set': (act, { admission }) =>
    askCeremony(act, { name: 'set-admission', admission, by: act.person.personId }),
  'lobby:admit': (act, { personId }) => askCeremony(act, { name: 'admit', personId, by: act.person.personId }, PHASE),
  'lobby:admit-all': (act) => askCeremony(act, { name: 'admit-all', by: act.person.personId }, PHASE),
  'lobby:send-back': (act, { personId }) =>
    askCeremony(act, { name: 'send-to-lobby', personId, by: act.person.personId }),
  'person:remove': remove,
  'holding:enter': move('enter-holding'),
  'holding:leave': move('leave-holding'),
};
