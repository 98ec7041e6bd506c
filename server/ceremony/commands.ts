import type { IdentityCommand } from './identity/commands.ts';
import type { PeopleCommand } from './people/commands.ts';
import type { PhaseCommand } from './phase/commands.ts';
import type { RundownCommand } from './rundown/commands.ts';
import type { SessionsCommand } from './sessions/commands.ts';
import type { StageCommand } from './stage/commands.ts';

// What can be asked of the law of a ceremony. Time, hashes and what media sees arrive as facts.

export type CeremonyCommand =
  | PhaseCommand
  | PeopleCommand
  | IdentityCommand
  | RundownCommand
  | StageCommand
  | SessionsCommand;
