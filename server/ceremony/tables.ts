import type { CeremonyCommand } from './commands.ts';
import type { CeremonyDecision } from './decision.ts';
import type { CeremonyEventType, EventData } from './events.ts';
import type { CeremonyState } from './state.ts';

// The shapes of the law's tables. Each topic fills its part; a name that is missing in the whole does not compile.

/** Folds one event into the state, in place. Never refuses: what is in the ledger has happened. */
export type EvolveTable<Types extends CeremonyEventType> = {
  readonly [Type in Types]: (state: CeremonyState, data: EventData<Type>, at: string) => void;
};

/** The stream an event belongs to. */
export type StreamTable<Types extends CeremonyEventType> = {
  readonly [Type in Types]: (data: EventData<Type>) => string;
};

/** Decides what happens, given what has happened; `now` is ISO 8601. An empty list means: nothing new. */
export type DecideTable<Command extends CeremonyCommand> = {
  readonly [Name in Command['name']]: (
    command: Extract<Command, { readonly name: Name }>,
    state: CeremonyState,
    now: string,
  ) => CeremonyDecision;
};
