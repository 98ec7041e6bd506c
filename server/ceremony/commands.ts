import type { AttendanceCommand } from './attendance/commands.ts';
import type { DrillCommand } from './drill/commands.ts';
import type { HandsCommand } from './hands/commands.ts';
import type { IdentityCommand } from './identity/commands.ts';
import type { InaugurationCommand } from './inauguration/commands.ts';
import type { InteractionCommand } from './interaction/commands.ts';
import type { LobbyCommand } from './lobby/commands.ts';
import type { PartiesCommand } from './parties/commands.ts';
import type { PeopleCommand } from './people/commands.ts';
import type { PhaseCommand } from './phase/commands.ts';
import type { RecordCommand } from './record/commands.ts';
import type { RundownCommand } from './rundown/commands.ts';
import type { ScenesCommand } from './scenes/commands.ts';
import type { SessionsCommand } from './sessions/commands.ts';
import type { SigningTablesCommand } from './signing-tables/commands.ts';
import type { StageCommand } from './stage/commands.ts';
import type { TemplatesCommand } from './templates/commands.ts';

// What can be asked of the law of a ceremony. Time, hashes and what media sees arrive as facts.

export type CeremonyCommand =
  | PhaseCommand
  | PeopleCommand
  | IdentityCommand
  | SigningTablesCommand
  | LobbyCommand
  | AttendanceCommand
  | HandsCommand
  | RecordCommand
  | RundownCommand
  | StageCommand
  | ScenesCommand
  | DrillCommand
  | InaugurationCommand
  | InteractionCommand
  | SessionsCommand
  | PartiesCommand
  | TemplatesCommand;
