import { refuse } from '#contract/refusal';
import type { CeremonyDecision } from '../decision.ts';
import type { CeremonyEvent } from '../events.ts';
import type { CeremonyState } from '../state.ts';
import { endOfRundown } from '../rundown/decide.ts';
import type { DecideTable } from '../tables.ts';
import type { PhaseCommand } from './commands.ts';

const openCeremony = (state: CeremonyState): CeremonyDecision =>
  state.phase === 'planned' ? [{ type: 'ceremony-opened', data: {} }] : outOfPhase(state, 'opened');

const goLive = (state: CeremonyState): CeremonyDecision =>
  state.phase === 'open' ? [{ type: 'ceremony-went-live', data: {} }] : outOfPhase(state, 'taken live');

/** C4: closing begins with the open sessions and the stage, so that no signature and no picture can come after it. */
const closeCeremony = (state: CeremonyState): CeremonyDecision => {
  if (state.phase !== 'live') return outOfPhase(state, 'closed');
  const sessions = [...state.waves.values()]
    .filter((wave) => wave.session === 'open')
    .map((wave): CeremonyEvent => ({ type: 'session-closed', data: { wave: wave.wave } }));
  const cleared: readonly CeremonyEvent[] = state.stage.length > 0 ? [{ type: 'stage-cleared', data: {} }] : [];
  return [...sessions, ...cleared, ...endOfRundown(state), { type: 'closing-begun', data: {} }];
};

/** C142: may be said again, should what it sets off have failed. */
const finishClosing = (unfinished: readonly string[], state: CeremonyState): CeremonyDecision =>
  state.phase === 'closing'
    ? [{ type: 'closing-forced', data: { unfinished } }]
    : outOfPhase(state, 'finished closing');

const outOfPhase = (state: CeremonyState, act: string) =>
  refuse('wrong-phase', `A ceremony that is ${state.phase} cannot be ${act}.`);

export const decidePhase: DecideTable<PhaseCommand> = {
  'open-ceremony': (_, state) => openCeremony(state),
  'go-live': (_, state) => goLive(state),
  'close-ceremony': (_, state) => closeCeremony(state),
  'finish-closing': ({ unfinished }, state) => finishClosing(unfinished, state),
};
