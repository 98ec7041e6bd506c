import { refuse } from '#contract/refusal';
import type { CeremonyCommand } from './commands.ts';
import type { CeremonyDecision } from './decision.ts';
import { decideIdentity } from './identity/decide.ts';
import { decidePeople } from './people/decide.ts';
import { decidePhase } from './phase/decide.ts';
import { decideRundown } from './rundown/decide.ts';
import { decideSessions } from './sessions/decide.ts';
import { decideStage } from './stage/decide.ts';
import type { CeremonyState } from './state.ts';
import type { DecideTable } from './tables.ts';

const table: DecideTable<CeremonyCommand> = {
  ...decidePhase,
  ...decidePeople,
  ...decideIdentity,
  ...decideRundown,
  ...decideStage,
  ...decideSessions,
};

/** Decides what happens, given what has happened; `now` is ISO 8601. An empty list means: nothing new. */
export const decide = (command: CeremonyCommand, state: CeremonyState, now: string): CeremonyDecision => {
  // C1: nothing happens in a ceremony that was never planned.
  if (state.plan === null) return refuse('wrong-phase', 'This ceremony has not been planned.');
  // The table ties a name to its own command; the compiler cannot follow that through a variable.
  const decideOne = table[command.name] as (
    command: CeremonyCommand,
    state: CeremonyState,
    now: string,
  ) => CeremonyDecision;
  return decideOne(command, state, now);
};
