import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import type { CeremonyDecision } from '../decision.ts';
import { findPerson } from '../people/decide.ts';
import type { CeremonyState } from '../state.ts';
import type { DecideTable } from '../tables.ts';
import type { PartiesCommand } from './commands.ts';
import { findAuthority, type Authority, type Party } from './state.ts';

type Of<Name extends PartiesCommand['name']> = Extract<PartiesCommand, { name: Name }>;

/** A party's history of authorities stays small: it is read at every signature. */
const MOST_AUTHORITIES = 50;

const findParty = (state: CeremonyState, partyId: string): Party | Refusal =>
  state.parties.get(partyId) ?? refuse('unknown-party', `No party with the id ${partyId} is registered.`);

const registerParty = ({ name: _, commitment, ...party }: Of<'register-party'>, state: CeremonyState) => {
  if (state.parties.has(party.partyId))
    return refuse('already-registered', 'A party has this id already. Choose another.');
  const isNibTaken = [...state.parties.values()].some(({ nib }) => nib === party.nib);
  if (isNibTaken)
    return refuse(
      'already-registered',
      'A party has this NIB already. It is registered, or one of the two numbers is wrong.',
    );
  return [{ type: 'party-registered', data: { ...party, identity: { commitment } } }] as const;
};

/** C126: a name that stands in a fixed text cannot change under it. */
const renameParty = (command: Of<'rename-party'>, state: CeremonyState): CeremonyDecision => {
  const party = findParty(state, command.partyId);
  if (isRefusal(party)) return party;
  const { partyId, officer, commitment } = command;
  if (command.isInFixedText) {
    return refuse(
      'needs-new-version',
      'An agreement that is ready carries the old name. Replace it by a new version first.',
    );
  }
  return [{ type: 'party-renamed', data: { partyId, officer, commitment } }];
};

/** C121: a check opens what was decided before: refused or cleared, it waits for a decision again. */
const checkParty = (command: Of<'check-party'>, state: CeremonyState): CeremonyDecision => {
  const party = findParty(state, command.partyId);
  if (isRefusal(party)) return party;
  const { partyId, officer, checks, noteCommitment } = command;
  return [{ type: 'party-checked', data: { partyId, officer, checks, noteCommitment } }];
};

const clearParty = (command: Of<'clear-party'>, state: CeremonyState): CeremonyDecision => {
  const party = findParty(state, command.partyId);
  if (isRefusal(party)) return party;
  const { vetting } = party;
  if (vetting.state === 'cleared') return [];
  // C120: nobody is cleared unseen, and a form that is filled in well clears nobody.
  if (vetting.state !== 'checked') return refuse('party-not-checked', 'Check this party first.');
  const isDoubtful = Object.values(vetting.checks).includes('doubt');
  // C122: who clears against a doubt says why.
  if (isDoubtful && command.reasonCommitment === null) {
    return refuse('party-in-doubt', 'The check left a doubt. Say why the party is cleared all the same.');
  }
  const { partyId, officer, reasonCommitment } = command;
  return [{ type: 'party-cleared', data: { partyId, officer, reasonCommitment } }];
};

const refuseParty = (command: Of<'refuse-party'>, state: CeremonyState): CeremonyDecision => {
  const party = findParty(state, command.partyId);
  if (isRefusal(party)) return party;
  if (party.vetting.state === 'refused') return [];
  const { partyId, officer, reasonCommitment } = command;
  return [{ type: 'party-refused', data: { partyId, officer, reasonCommitment } }];
};

const registerAuthority = ({ name: _, ...given }: Of<'register-authority'>, state: CeremonyState): CeremonyDecision => {
  const party = findParty(state, given.partyId);
  if (isRefusal(party)) return party;
  const person = findPerson(state, given.personId);
  if (isRefusal(person)) return person;
  // C123: the registry says for whom somebody signs; a document does not make them another party's.
  if (person.partyId !== given.partyId) return refuse('wrong-signatory', 'This person does not sign for this party.');
  if (findAuthority(party, given.authorityId) !== undefined) {
    return refuse('already-registered', 'This party has an authority with this id already. Choose another id.');
  }
  if (party.authorities.length >= MOST_AUTHORITIES) {
    return refuse('already-registered', `This party has ${MOST_AUTHORITIES} authorities already.`);
  }
  return [{ type: 'authority-registered', data: given }];
};

const findUsable = (
  state: CeremonyState,
  command: { readonly partyId: string; readonly authorityId: string },
): Authority | Refusal => {
  const party = findParty(state, command.partyId);
  if (isRefusal(party)) return party;
  const authority = findAuthority(party, command.authorityId);
  // C124: what was withdrawn does not come back; it is registered and checked anew.
  return authority === undefined || authority.withdrawn !== null
    ? refuse('unknown-authority', 'This party has no such authority, or it was withdrawn. Register it first.')
    : authority;
};

const checkAuthority = (command: Of<'check-authority'>, state: CeremonyState): CeremonyDecision => {
  const authority = findUsable(state, command);
  if (isRefusal(authority)) return authority;
  if (authority.checked !== null) return [];
  const { partyId, authorityId, officer } = command;
  return [{ type: 'authority-checked', data: { partyId, authorityId, officer } }];
};

const withdrawAuthority = (command: Of<'withdraw-authority'>, state: CeremonyState): CeremonyDecision => {
  const authority = findUsable(state, command);
  if (isRefusal(authority)) return authority;
  const { partyId, authorityId, officer, reasonCommitment } = command;
  return [{ type: 'authority-withdrawn', data: { partyId, authorityId, officer, reasonCommitment } }];
};

export const decideParties: DecideTable<PartiesCommand> = {
  'register-party': registerParty,
  'rename-party': renameParty,
  'check-party': checkParty,
  'clear-party': clearParty,
  'refuse-party': refuseParty,
  'register-authority': registerAuthority,
  'check-authority': checkAuthority,
  'withdraw-authority': withdrawAuthority,
};
