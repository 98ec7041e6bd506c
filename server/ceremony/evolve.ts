import type { CeremonyEvent, CeremonyEventType } from './events.ts';
import { evolveAttendance } from './attendance/evolve.ts';
import { evolveDrill } from './drill/evolve.ts';
import { evolveHands } from './hands/evolve.ts';
import { evolveIdentity } from './identity/evolve.ts';
import { evolveInauguration } from './inauguration/evolve.ts';
import { evolveInteraction } from './interaction/evolve.ts';
import { evolveLobby } from './lobby/evolve.ts';
import { evolveParties } from './parties/evolve.ts';
import { evolvePeople } from './people/evolve.ts';
import { evolvePhase } from './phase/evolve.ts';
import { evolveRecord } from './record/evolve.ts';
import { evolveRundown } from './rundown/evolve.ts';
import { evolveScenes } from './scenes/evolve.ts';
import { evolveSessions } from './sessions/evolve.ts';
import { evolveSigningTables } from './signing-tables/evolve.ts';
import { evolveStage } from './stage/evolve.ts';
import { evolveTemplates } from './templates/evolve.ts';
import type { CeremonyState } from './state.ts';
import type { EvolveTable } from './tables.ts';

const table: EvolveTable<CeremonyEventType> = {
  ...evolvePhase,
  ...evolvePeople,
  ...evolveIdentity,
  ...evolveSigningTables,
  ...evolveLobby,
  ...evolveAttendance,
  ...evolveHands,
  ...evolveRecord,
  ...evolveRundown,
  ...evolveStage,
  ...evolveScenes,
  ...evolveDrill,
  ...evolveInauguration,
  ...evolveInteraction,
  ...evolveSessions,
  ...evolveParties,
  ...evolveTemplates,
};

/** Folds one event into the state, in place. Never refuses: what is in the ledger has happened. */
export const evolve = (state: CeremonyState, event: CeremonyEvent, at: string): void => {
  // The table ties a type to its own data; the compiler cannot follow that through a variable.
  const fold = table[event.type] as (state: CeremonyState, data: CeremonyEvent['data'], at: string) => void;
  fold(state, event.data, at);
};
