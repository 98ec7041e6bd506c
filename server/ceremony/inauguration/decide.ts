import { isRefusal, refuse } from '#contract/refusal';
import type { CeremonyDecision } from '../decision.ts';
import { actingFor, mayActAsPrincipal } from '../drill/state.ts';
import { findPerson } from '../people/decide.ts';
import type { CeremonyState } from '../state.ts';
import type { DecideTable } from '../tables.ts';
import type { InaugurationCommand } from './commands.ts';

const alreadyInaugurated = refuse('already-inaugurated', 'The inauguration has happened.');

const arm = (state: CeremonyState): CeremonyDecision => {
  if (state.phase !== 'live')
    return refuse('wrong-phase', 'The inauguration is armed only while the ceremony is live.');
  switch (state.inauguration.state) {
    case 'pressed':
      return alreadyInaugurated;
    case 'armed':
      return [];
    case 'unarmed':
      return [{ type: 'inauguration-armed', data: {} }];
  }
};

const disarm = (state: CeremonyState): CeremonyDecision => {
  if (state.inauguration.state === 'pressed') return alreadyInaugurated;
  return state.inauguration.state === 'unarmed' ? [] : [{ type: 'inauguration-disarmed', data: {} }];
};

/** C104: once, while live and armed, by the one whose act it is. */
const press = (personId: string, state: CeremonyState): CeremonyDecision => {
  const person = findPerson(state, personId);
  if (isRefusal(person)) return person;
  if (!mayActAsPrincipal(state, person))
    return refuse('not-allowed', 'The principal inaugurates, or the acting deputy.');
  if (state.inauguration.state === 'pressed') return alreadyInaugurated;
  if (state.phase !== 'live') return refuse('wrong-phase', 'The inauguration happens only while the ceremony is live.');
  if (state.inauguration.state !== 'armed') return refuse('not-armed', 'The director has not armed the inauguration.');
  return [{ type: 'inauguration-pressed', data: { personId, actingFor: actingFor(state, personId) } }];
};

export const decideInauguration: DecideTable<InaugurationCommand> = {
  'arm-inauguration': (_, state) => arm(state),
  'disarm-inauguration': (_, state) => disarm(state),
  'press-inauguration': ({ personId }, state) => press(personId, state),
};
