import { nobodyAttends, type AttendanceState } from './attendance/state.ts';
import { noDrill, type DrillState } from './drill/state.ts';
import { noHands, type HandsState } from './hands/state.ts';
import { notInaugurated, type InaugurationState } from './inauguration/state.ts';
import { nothingRevoked, type IdentityState } from './identity/state.ts';
import { noInteraction, type InteractionState } from './interaction/state.ts';
import { openLobby, type LobbyState } from './lobby/state.ts';
import { noParties, type PartiesState } from './parties/state.ts';
import { nobodyYet, type PeopleState } from './people/state.ts';
import { unplanned, type PhaseState } from './phase/state.ts';
import { noRecord, type RecordState } from './record/state.ts';
import { emptyRundown, type RundownState } from './rundown/state.ts';
import { noScenes, type ScenesState } from './scenes/state.ts';
import { noSessions, type SessionsState } from './sessions/state.ts';
import { noTables, type SigningTablesState } from './signing-tables/state.ts';
import { emptyStage, type StageState } from './stage/state.ts';
import { noTemplates, type TemplatesState } from './templates/state.ts';

/**
 * The state that decisions need, folded from events. Whoever folds owns it; everyone else reads. Every field is a Map
 * or a Set, or a value that is replaced and never changed inside: so a copy of the top level is a copy (`forkCeremony`).
 */
export type CeremonyState = PhaseState &
  PeopleState &
  IdentityState &
  SigningTablesState &
  LobbyState &
  AttendanceState &
  HandsState &
  RundownState &
  StageState &
  ScenesState &
  DrillState &
  InaugurationState &
  InteractionState &
  SessionsState &
  PartiesState &
  TemplatesState &
  RecordState;

export const newCeremony = (): CeremonyState => ({
  ...unplanned(),
  ...nobodyYet(),
  ...nothingRevoked(),
  ...noTables(),
  ...openLobby(),
  ...nobodyAttends(),
  ...noHands(),
  ...emptyRundown(),
  ...emptyStage(),
  ...noScenes(),
  ...noDrill(),
  ...notInaugurated(),
  ...noInteraction(),
  ...noSessions(),
  ...noParties(),
  ...noTemplates(),
  ...noRecord(),
});

const copy = (value: unknown): unknown =>
  value instanceof Map ? new Map(value) : value instanceof Set ? new Set(value) : value;

/** A state that can be folded further without touching the first; costs as much as its Maps have entries. */
export const forkCeremony = (state: CeremonyState): CeremonyState =>
  Object.fromEntries(Object.entries(state).map(([key, value]) => [key, copy(value)])) as CeremonyState;
