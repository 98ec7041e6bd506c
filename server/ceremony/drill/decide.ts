import { isRefusal, refuse } from '#contract/refusal';
import type { CeremonyDecision } from '../decision.ts';
import { findPerson } from '../people/decide.ts';
import { callToStage } from '../stage/decide.ts';
import type { CeremonyState } from '../state.ts';
import type { DecideTable } from '../tables.ts';
import type { DrillCommand } from './commands.ts';
import { principalOf } from './state.ts';

type Of<Name extends DrillCommand['name']> = Extract<DrillCommand, { name: Name }>;

const planDrill = (command: Of<'plan-drill'>, state: CeremonyState): CeremonyDecision => {
  const { seconds, deputyId, hallId } = command;
  const deputy = findPerson(state, deputyId);
  if (isRefusal(deputy)) return deputy;
  // C99: nobody is their own deputy.
  if (deputy.role === 'principal') return refuse('no-deputy', 'The principal cannot be the deputy.');
  if (hallId !== null && !state.people.has(hallId)) {
    return refuse('unknown-person', `Nobody with the id ${hallId} is invited.`);
  }
  // C99: who takes over was named before the need, not in it.
  if (state.drill !== null) return refuse('drill-running', 'The drill is running, and its plan stands. End it first.');
  return [{ type: 'drill-planned', data: { seconds, deputyId, hallId } }];
};

const startDrill = ({ to, hallConnected }: Of<'start-drill'>, state: CeremonyState): CeremonyDecision => {
  if (state.drill !== null) return refuse('drill-running', 'The drill is running already.');
  const started = { type: 'drill-started', data: { to } } as const;
  if (to === 'slate') return [started];
  const hallId = state.drillPlan?.hallId ?? null;
  if (hallId === null) return refuse('no-hall-source', 'No camera of the hall was named. Go to the slate.');
  // C96: one command: whoever shows the hall is on stage with it.
  const onStage = broughtOn(hallId, hallConnected, state);
  return isRefusal(onStage) ? onStage : [...onStage, started];
};

const broughtOn = (personId: string, connected: boolean, state: CeremonyState): CeremonyDecision =>
  state.stage.includes(personId) ? [] : callToStage({ name: 'call-to-stage', personId, connected }, state);

const useSecondLine = ({ personId, connected }: Of<'use-second-line'>, state: CeremonyState): CeremonyDecision => {
  if (state.drill === null) return noDrillRuns;
  const onStage = broughtOn(personId, connected, state);
  return isRefusal(onStage) ? onStage : [...onStage, { type: 'drill-second-line', data: { personId } }];
};

/** C100: refused before the time has passed, however the clock jumps. */
const letDeputyAct = (state: CeremonyState, now: string): CeremonyDecision => {
  const { drill, drillPlan } = state;
  if (drill === null) return noDrillRuns;
  const principal = principalOf(state.people);
  if (drillPlan === null || principal === null)
    return refuse('no-deputy', 'No deputy was named. End the drill and plan it with one.');
  if (drill.deputy !== null) return [];
  const waited = Date.parse(now) - Date.parse(drill.countedFrom);
  // A clock behind the start says nothing about how long it has been: it is counted anew from what the clock says now.
  if (waited < 0) return [{ type: 'drill-counted-anew', data: {} }];
  if (waited < drillPlan.seconds * 1000) {
    return refuse('deputy-too-early', `The deputy may act ${drillPlan.seconds} seconds after the line was lost.`);
  }
  return [{ type: 'deputy-acting', data: { personId: drillPlan.deputyId, principalId: principal.personId } }];
};

const noDrillRuns = refuse('no-drill', 'No drill is running.');

export const decideDrill: DecideTable<DrillCommand> = {
  'plan-drill': planDrill,
  'start-drill': startDrill,
  'use-second-line': useSecondLine,
  'use-telephone': (_, state) =>
    state.drill === null ? noDrillRuns : [{ type: 'drill-second-line', data: { personId: null } }],
  'let-deputy-act': (_, state, now) => letDeputyAct(state, now),
  'end-drill': (_, state) => (state.drill === null ? noDrillRuns : [{ type: 'drill-ended', data: {} }]),
};
