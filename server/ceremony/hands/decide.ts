import { isRefusal, refuse } from '#contract/refusal';
import type { CeremonyDecision } from '../decision.ts';
import { isAdmitted } from '../lobby/state.ts';
import { findPerson } from '../people/decide.ts';
import type { CeremonyState } from '../state.ts';
import type { DecideTable } from '../tables.ts';
import type { HandsCommand } from './commands.ts';

type Of<Name extends HandsCommand['name']> = Extract<HandsCommand, { name: Name }>;

/** C66: raised once; raising it again does not lose one's place. */
const raiseHand = ({ personId }: Of<'raise-hand'>, state: CeremonyState): CeremonyDecision => {
  const person = findPerson(state, personId);
  if (isRefusal(person)) return person;
  if (!isAdmitted(person)) return refuse('not-admitted', 'Hands are raised by those who were let in.');
  // C9: whoever is not here has no hand.
  if (person.link.state === 'revoked') return refuse('link-revoked', 'The link of this person was withdrawn.');
  return state.hands.has(personId) ? [] : [{ type: 'hand-raised', data: { personId } }];
};

const lowerHand = ({ personId }: Of<'lower-hand'>, state: CeremonyState): CeremonyDecision =>
  state.hands.has(personId) ? [{ type: 'hand-lowered', data: { personId } }] : [];

const callHand = ({ personId, by }: Of<'call-hand'>, state: CeremonyState): CeremonyDecision =>
  state.hands.has(personId)
    ? [{ type: 'hand-called', data: { personId, by } }]
    : refuse('hand-not-raised', 'This person has not raised a hand, or was called already.');

const lowerAll = ({ by }: Of<'lower-all-hands'>, state: CeremonyState): CeremonyDecision =>
  state.hands.size === 0 ? [] : [{ type: 'hands-lowered', data: { by } }];

export const decideHands: DecideTable<HandsCommand> = {
  'raise-hand': raiseHand,
  'lower-hand': lowerHand,
  'call-hand': callHand,
  'lower-all-hands': lowerAll,
};
