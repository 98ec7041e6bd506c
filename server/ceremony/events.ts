import type { z } from 'zod';
import { attendanceEvents } from './attendance/events.ts';
import { drillEvents } from './drill/events.ts';
import { handsEvents } from './hands/events.ts';
import { identityEvents } from './identity/events.ts';
import { inaugurationEvents } from './inauguration/events.ts';
import { interactionEvents } from './interaction/events.ts';
import { lobbyEvents } from './lobby/events.ts';
import { partiesEvents } from './parties/events.ts';
import { peopleEvents } from './people/events.ts';
import { phaseEvents } from './phase/events.ts';
import { recordEvents } from './record/events.ts';
import { rundownEvents } from './rundown/events.ts';
import { scenesEvents } from './scenes/events.ts';
import { sessionsEvents } from './sessions/events.ts';
import { signingTablesEvents } from './signing-tables/events.ts';
import { stageEvents } from './stage/events.ts';
import { templatesEvents } from './templates/events.ts';
import { schemaVersions, upcast } from './upcast.ts';

// What can have happened in a ceremony, by topic. Names of people are not here: an event holds a salted commitment
// to them, and they stand beside the chain, where they can be erased (C2).

export const ceremonyEventSchemas = {
  ...phaseEvents,
  ...peopleEvents,
  ...identityEvents,
  ...signingTablesEvents,
  ...lobbyEvents,
  ...attendanceEvents,
  ...handsEvents,
  ...recordEvents,
  ...rundownEvents,
  ...stageEvents,
  ...scenesEvents,
  ...drillEvents,
  ...inaugurationEvents,
  ...interactionEvents,
  ...sessionsEvents,
  ...partiesEvents,
  ...templatesEvents,
} as const;

export type CeremonyEventType = keyof typeof ceremonyEventSchemas;
export type EventData<Type extends CeremonyEventType> = Readonly<z.output<(typeof ceremonyEventSchemas)[Type]>>;
export type CeremonyEvent = {
  [Type in CeremonyEventType]: { readonly type: Type; readonly data: EventData<Type> };
}[CeremonyEventType];

/** The version in which events of this type are written today. */
export const ceremonySchemaVersion = (type: CeremonyEventType): number => schemaVersions[type] ?? 1;

export const isCeremonyEventType = (type: string): type is CeremonyEventType =>
  Object.hasOwn(ceremonyEventSchemas, type);

/**
 * Parses what the ledger holds, bringing what an older Teken wrote to today's shape first; throws when it holds
 * something else, for then the ledger is not ours.
 */
export const parseCeremonyEvent = (type: CeremonyEventType, schema: number, data: unknown): CeremonyEvent =>
  ({ type, data: ceremonyEventSchemas[type].parse(upcast(type, schema, data)) }) as CeremonyEvent;
