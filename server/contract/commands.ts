import { z } from 'zod';
import { agreementsCommands } from './commands/agreements.ts';
import { attendanceCommands } from './commands/attendance.ts';
import { drillCommands } from './commands/drill.ts';
import { handsCommands } from './commands/hands.ts';
import { identityCommands } from './commands/identity.ts';
import { inaugurationCommands } from './commands/inauguration.ts';
import { interactionCommands } from './commands/interaction.ts';
import { lobbyCommands } from './commands/lobby.ts';
import { partiesCommands } from './commands/parties.ts';
import { peopleCommands } from './commands/people.ts';
import { phaseCommands } from './commands/phase.ts';
import { recordCommands } from './commands/record.ts';
import { remoteSigningCommands } from './commands/remote-signing.ts';
import { rundownCommands } from './commands/rundown.ts';
import { scenesCommands } from './commands/scenes.ts';
import { sessionsCommands } from './commands/sessions.ts';
import { signingTablesCommands } from './commands/signing-tables.ts';
import { stageCommands } from './commands/stage.ts';
import { commandId } from './ids.ts';

// One schema a command, keyed by name. A name without a handler does not compile (flow/command-table.ts).

export const commandSchemas = {
  ...phaseCommands,
  ...peopleCommands,
  ...identityCommands,
  ...signingTablesCommands,
  ...lobbyCommands,
  ...attendanceCommands,
  ...handsCommands,
  ...stageCommands,
  ...scenesCommands,
  ...drillCommands,
  ...inaugurationCommands,
  ...interactionCommands,
  ...rundownCommands,
  ...recordCommands,
  ...sessionsCommands,
  ...agreementsCommands,
  ...partiesCommands,
  ...remoteSigningCommands,
} as const;

export type CommandName = keyof typeof commandSchemas;
export type PayloadOf<Name extends CommandName> = z.output<(typeof commandSchemas)[Name]>;

/** What a client sends under the Socket.IO event `command`. */
export const commandEnvelope = z.strictObject({ id: commandId, name: z.string().max(60), payload: z.unknown() });

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(commandSchemas, name);
