// What crosses to the writing thread: an append request whose JSON is already the canonical text that will be hashed
// and stored, and whose bytes are copies that can be handed over without another copy.
import { canonicalJson } from './canonical-json.ts';
import type { AppendRequest, Conflict, NewEvent } from './port.ts';
import type { CommandRow, EventRow, PersonalRow } from './rows.ts';

type OrderedEvent = Omit<NewEvent, 'data'> & { readonly data: string };

export type AppendOrder = {
  readonly ledger: string;
  readonly actor: string;
  readonly at: string;
  readonly writes: readonly {
    readonly stream: string;
    readonly expectedVersion: number;
    readonly events: readonly OrderedEvent[];
  }[];
  readonly asserts: NonNullable<AppendRequest['asserts']>;
  readonly segments: NonNullable<AppendRequest['segments']>;
  readonly prepared: AppendRequest['prepared'] | null;
  readonly personal: readonly PersonalRow[];
  readonly erases: NonNullable<AppendRequest['erases']>;
  readonly command: Omit<CommandRow, 'position'> | null;
  readonly cursor: AppendRequest['cursor'] | null;
  readonly line: AppendRequest['line'] | null;
};

export type AppendAnswer =
  | { readonly ok: true; readonly position: number; readonly events: readonly EventRow[] }
  | { readonly ok: false; readonly conflict: Conflict; readonly detail: string };

/** Fault `invalid` when something in it is not JSON. `transfer` lists the buffers that may be moved. */
export const toOrder = (request: AppendRequest): { readonly order: AppendOrder; readonly transfer: ArrayBuffer[] } => {
  const transfer: ArrayBuffer[] = [];
  // A view may stand in a much larger buffer, which posting it would copy as a whole.
  const own = (bytes: Uint8Array): Uint8Array => {
    const copy = new Uint8Array(bytes);
    transfer.push(copy.buffer);
    return copy;
  };
  const { ledger, actor, at, prepared, erases, command, cursor, line } = request;
  const order: AppendOrder = {
    ledger,
    actor,
    at,
    writes: request.writes.map(({ stream, expectedVersion, events }) => ({
      stream,
      expectedVersion,
      events: events.map(({ type, schema, data }) => ({ type, schema, data: canonicalJson(data) })),
    })),
    asserts: (request.asserts ?? []).map(({ stream, version }) => ({ stream, version })),
    segments: (request.segments ?? []).map(({ document, index, bytes }) => ({ document, index, bytes: own(bytes) })),
    prepared: prepared ? { document: prepared.document, person: prepared.person, bytes: own(prepared.bytes) } : null,
    personal: (request.personal ?? []).map(({ subject, salt, data }) => ({ subject, salt, data: canonicalJson(data) })),
    erases: { subjects: [...(erases?.subjects ?? [])], preparedOf: [...(erases?.preparedOf ?? [])] },
    command: command
      ? {
          actor: command.actor,
          id: command.id,
          payload_hash: command.payloadHash,
          result: canonicalJson(command.result),
        }
      : null,
    cursor: cursor ? { name: cursor.name, position: cursor.position } : null,
    line: line ? { sequence: line.sequence, settled: line.settled } : null,
  };
  return { order, transfer };
};
