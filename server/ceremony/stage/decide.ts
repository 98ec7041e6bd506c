import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import type { CeremonyDecision } from '../decision.ts';
import type { CeremonyEvent } from '../events.ts';
import { isAdmitted } from '../lobby/state.ts';
import { findPerson } from '../people/decide.ts';
import type { Person } from '../people/state.ts';
import { slateInstead } from '../scenes/slate.ts';
import type { CeremonyState } from '../state.ts';
import type { DecideTable } from '../tables.ts';
import type { StageCommand } from './commands.ts';
import { placeOf } from './state.ts';

type Of<Name extends StageCommand['name']> = Extract<StageCommand, { name: Name }>;

/** C19: more faces than this are a wall, not a stage. */
const STAGE_PLACES = 6;

/** C18: nobody is shown, to the director either, who has not been told that they will be, or was not let in. */
const findInformed = (state: CeremonyState, personId: string): Person | Refusal => {
  const person = findPerson(state, personId);
  if (isRefusal(person)) return person;
  if (person.noticeVersion === null) {
    return refuse('notice-not-accepted', 'This person has not accepted the recording notice yet. Ask them to read it.');
  }
  return isAdmitted(person) ? person : refuse('not-admitted', 'This person waits in the lobby. Admit them first.');
};

/** C80: whoever is on stage leaves it by being sent back, never by the way. */
const toBackstage =
  (place: 'green-room' | 'next', type: 'stage-invited' | 'stage-stood-by') =>
  ({ personId }: { readonly personId: string }, state: CeremonyState): CeremonyDecision => {
    const person = findInformed(state, personId);
    if (isRefusal(person)) return person;
    const now = placeOf(state, personId);
    if (now === 'on-stage') return alreadyOnStage;
    return now === place ? [] : [{ type, data: { personId } }];
  };

const alreadyOnStage = refuse('already-on-stage', 'This person is on stage already.');

export const callToStage = (command: Of<'call-to-stage'>, state: CeremonyState): CeremonyDecision => {
  const person = findPerson(state, command.personId);
  if (isRefusal(person)) return person;
  if (state.stage.includes(person.personId)) return alreadyOnStage;
  const informed = findInformed(state, command.personId);
  if (isRefusal(informed)) return informed;
  if (!command.connected) return refuse('not-connected', 'This person is not connected. Ask them to open their link.');
  if (state.stage.length >= STAGE_PLACES)
    return refuse('stage-full', `The stage holds ${STAGE_PLACES} people. Send somebody back first.`);
  return [{ type: 'stage-called', data: { personId: person.personId } }];
};

const sendBack = (command: Of<'send-back'>, state: CeremonyState): CeremonyDecision =>
  placeOf(state, command.personId) === 'off'
    ? refuse('not-on-stage', 'This person is not on stage.')
    : [{ type: 'stage-left', data: { personId: command.personId } }];

/** C20: in one step nobody is on stage, and the programme is the slate, or nothing. The green room stays. */
const clearStage = (state: CeremonyState): CeremonyDecision => {
  const cleared: readonly CeremonyEvent[] =
    state.stage.length === 0 && state.lowerThird === null ? [] : [{ type: 'stage-cleared', data: {} }];
  return [...cleared, ...slateInstead(state)];
};

/** C87: one at a time, and who is told that they are recorded. */
const assignSignLanguage = (command: Of<'assign-sign-language'>, state: CeremonyState): CeremonyDecision => {
  const { personId } = command;
  if (personId !== null) {
    const person = findInformed(state, personId);
    if (isRefusal(person)) return person;
  }
  return state.signLanguage === personId ? [] : [{ type: 'sign-language-assigned', data: { personId } }];
};

const showLowerThird = (command: Of<'show-lower-third'>, state: CeremonyState): CeremonyDecision => {
  const { captionId, personId } = command;
  // C85: a name stands under a person who is there.
  if (!state.stage.includes(personId)) return refuse('not-on-stage', 'This person is not on stage.');
  return [{ type: 'lower-third-shown', data: { captionId, personId, commitment: null } }];
};

export const decideStage: DecideTable<StageCommand> = {
  'invite-to-green-room': toBackstage('green-room', 'stage-invited'),
  'stand-by': toBackstage('next', 'stage-stood-by'),
  'call-to-stage': callToStage,
  'send-back': sendBack,
  'clear-stage': (_, state) => clearStage(state),
  'assign-sign-language': assignSignLanguage,
  'show-lower-third': showLowerThird,
  'show-caption': ({ captionId, commitment }) => [
    { type: 'lower-third-shown', data: { captionId, personId: null, commitment } },
  ],
  'hide-lower-third': (_, state) => (state.lowerThird === null ? [] : [{ type: 'lower-third-hidden', data: {} }]),
};
