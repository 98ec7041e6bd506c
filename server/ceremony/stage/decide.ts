import { refuse } from '#contract/refusal';
import type { CeremonyDecision } from '../decision.ts';
import { findPerson } from '../people/decide.ts';
import type { CeremonyState } from '../state.ts';
import type { DecideTable } from '../tables.ts';
import type { StageCommand } from './commands.ts';

type Of<Name extends StageCommand['name']> = Extract<StageCommand, { name: Name }>;

/** C19: more faces than this are a wall, not a stage. */
export const STAGE_PLACES = 6;

const callToStage = (command: Of<'call-to-stage'>, state: CeremonyState): CeremonyDecision => {
  const person = findPerson(state, command.personId);
  if ('refused' in person) return person;
  if (state.stage.includes(person.personId)) return refuse('already-on-stage', 'This person is on stage already.');
  // C18: nobody is shown who has not been told that they will be.
  if (person.noticeVersion === null) {
    return refuse('notice-not-accepted', 'This person has not accepted the recording notice yet.');
  }
  if (!command.connected) return refuse('not-connected', 'This person is not connected.');
  if (state.stage.length >= STAGE_PLACES) return refuse('stage-full', `The stage holds ${STAGE_PLACES} people.`);
  return [{ type: 'stage-called', data: { personId: person.personId } }];
};

const sendBack = (command: Of<'send-back'>, state: CeremonyState): CeremonyDecision =>
  state.stage.includes(command.personId)
    ? [{ type: 'stage-left', data: { personId: command.personId } }]
    : refuse('not-on-stage', 'This person is not on stage.');

const clearStage = (state: CeremonyState): CeremonyDecision =>
  state.stage.length === 0 ? [] : [{ type: 'stage-cleared', data: {} }];

export const decideStage: DecideTable<StageCommand> = {
  'call-to-stage': callToStage,
  'send-back': sendBack,
  'clear-stage': (_, state) => clearStage(state),
};
