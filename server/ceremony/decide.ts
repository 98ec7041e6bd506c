import { refuse } from '#contract/refusal';
import type { CeremonyCommand } from './commands.ts';
import type { CeremonyDecision } from './decision.ts';
import { decideAttendance } from './attendance/decide.ts';
import { decideDrill } from './drill/decide.ts';
import { decideHands } from './hands/decide.ts';
import { decideIdentity } from './identity/decide.ts';
import { decideInauguration } from './inauguration/decide.ts';
import { decideInteraction } from './interaction/decide.ts';
import { decideLobby } from './lobby/decide.ts';
import { decideParties } from './parties/decide.ts';
import { decidePeople } from './people/decide.ts';
import { decidePhase } from './phase/decide.ts';
import { decideRecord } from './record/decide.ts';
import { decideRundown } from './rundown/decide.ts';
import { decideScenes } from './scenes/decide.ts';
import { decideSessions } from './sessions/decide.ts';
import { decideSigningTables } from './signing-tables/decide.ts';
import { decideStage } from './stage/decide.ts';
import { decideTemplates } from './templates/decide.ts';
import type { CeremonyState } from './state.ts';
import type { DecideTable } from './tables.ts';

const table: DecideTable<CeremonyCommand> = {
  ...decidePhase,
  ...decidePeople,
  ...decideIdentity,
  ...decideSigningTables,
  ...decideLobby,
  ...decideAttendance,
  ...decideHands,
  ...decideRecord,
  ...decideRundown,
  ...decideStage,
  ...decideScenes,
  ...decideDrill,
  ...decideInauguration,
  ...decideInteraction,
  ...decideSessions,
  ...decideParties,
  ...decideTemplates,
};

/** C140: what has no place any more once the closing has begun, whoever asks. */
const overAtClosing: ReadonlySet<string> = new Set(
  [decideStage, decideScenes, decideDrill, decideInauguration, decideHands, decideSessions].flatMap((topic) =>
    Object.keys(topic),
  ),
);

/** Decides what happens, given what has happened; `now` is ISO 8601. An empty list means: nothing new. */
export const decide = (command: CeremonyCommand, state: CeremonyState, now: string): CeremonyDecision => {
  // C1: nothing happens in a ceremony that was never planned.
  if (state.plan === null) return refuse('wrong-phase', 'This ceremony has not been planned.');
  if (overAtClosing.has(command.name) && (state.phase === 'closing' || state.phase === 'closed')) {
    return refuse('wrong-phase', `This cannot be done while the ceremony is ${state.phase}.`);
  }
  // The table ties a name to its own command; the compiler cannot follow that through a variable.
  const decideOne = table[command.name] as (
    command: CeremonyCommand,
    state: CeremonyState,
    now: string,
  ) => CeremonyDecision;
  return decideOne(command, state, now);
};
