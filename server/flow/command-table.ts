import type { CommandName } from '#contract/commands';
import type { ActTable } from './act.ts';
import { agreementsActs } from './acts/agreements.ts';
import { attendanceActs } from './acts/attendance.ts';
import { drillActs } from './acts/drill.ts';
import { handsActs } from './acts/hands.ts';
import { identityActs } from './acts/identity.ts';
import { inaugurationActs } from './acts/inauguration.ts';
import { interactionActs } from './acts/interaction.ts';
import { lobbyActs } from './acts/lobby.ts';
import { partiesActs } from './acts/parties.ts';
import { peopleActs } from './acts/people.ts';
import { phaseActs } from './acts/phase.ts';
import { recordActs } from './acts/record.ts';
import { remoteSigningActs } from './acts/remote-signing.ts';
import { rundownActs } from './acts/rundown.ts';
import { scenesActs } from './acts/scenes.ts';
import { sessionsActs } from './acts/sessions.ts';
import { signingTablesActs } from './acts/signing-tables.ts';
import { stageActs } from './acts/stage.ts';

/** Every command of the wire and who handles it. A name that is missing here does not compile. */
export const commandTable: ActTable<CommandName> = {
  ...phaseActs,
  ...peopleActs,
  ...identityActs,
  ...signingTablesActs,
  ...lobbyActs,
  ...attendanceActs,
  ...handsActs,
  ...rundownActs,
  ...recordActs,
  ...stageActs,
  ...scenesActs,
  ...drillActs,
  ...inaugurationActs,
  ...interactionActs,
  ...sessionsActs,
  ...agreementsActs,
  ...partiesActs,
  ...remoteSigningActs,
};
