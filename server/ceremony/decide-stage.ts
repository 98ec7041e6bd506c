import { refuse } from '#contract/refusal';
import type { CeremonyCommand } from './commands.ts';
import type { CeremonyDecision } from './decision.ts';
import { findPerson } from './decide-arrival.ts';
import type { CeremonyState } from './state.ts';

type Of<Name extends CeremonyCommand['name']> = Extract<CeremonyCommand, { name: Name }>;

/** C19: more faces than this are a wall, not a stage. */
export const STAGE_PLACES = 6;

export const callToStage = (command: Of<'call-to-stage'>, state: CeremonyState): CeremonyDecision => {
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

export const sendBack = (command: Of<'send-back'>, state: CeremonyState): CeremonyDecision =>
  state.stage.includes(command.personId)
    ? [{ type: 'stage-left', data: { personId: command.personId } }]
    : refuse('not-on-stage', 'This person is not on stage.');

export const clearStage = (state: CeremonyState): CeremonyDecision =>
  state.stage.length === 0 ? [] : [{ type: 'stage-cleared', data: {} }];

export const startItem = (command: Of<'start-item'>, state: CeremonyState): CeremonyDecision => {
  if (!state.items.has(command.itemId)) return refuse('unknown-item', `No item ${command.itemId} in the rundown.`);
  return state.currentItem === command.itemId ? [] : [{ type: 'item-started', data: { itemId: command.itemId } }];
};
