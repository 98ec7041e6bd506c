import { epochOf } from '#ceremony/record/state';
import type { AuditEntry } from '#contract/views/record';
import type { StoredEvent } from '#store/port';
import type { LiveCeremony } from './live-ceremony.ts';
import { nameSubject, nameOf } from './people-data.ts';

/** Everything that is given has to fit. */
export type AuditFilter = {
  /** Acted, or is named in the event. */
  readonly person?: string | undefined;
  readonly type?: string | undefined;
  /** A stream (`person/ani`) or all of a kind (`person`). */
  readonly stream?: string | undefined;
  /** ISO 8601, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

export const fitsAudit = (event: StoredEvent, filter: AuditFilter): boolean => {
  const { person, type, stream, from, to } = filter;
  if (type !== undefined && event.type !== type) return false;
  if (stream !== undefined && event.stream !== stream && !event.stream.startsWith(`${stream}/`)) return false;
  if (from !== undefined && Date.parse(event.at) < Date.parse(from)) return false;
  if (to !== undefined && Date.parse(event.at) > Date.parse(to)) return false;
  return person === undefined || event.actor === person || names(event, person);
};

const names = (event: StoredEvent, person: string): boolean =>
  event.stream.split('/').includes(person) || JSON.stringify(event.data).includes(JSON.stringify(person));

export const auditEntry = (live: LiveCeremony, event: StoredEvent): AuditEntry => ({
  position: event.position,
  at: event.at,
  actor: {
    id: event.actor,
    name: live.personal.has(nameSubject(event.actor)) ? nameOf(live, event.actor) : null,
  },
  stream: event.stream,
  type: event.type,
  epoch: epochOf(live.ceremony, event.position),
  data: event.data,
});
