// One append inside a transaction that the caller holds: first every check, then every write (L1), so that a
// conflict leaves nothing behind and needs no savepoint.
import { hash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

import { eventHashOfText, NO_PREDECESSOR } from './hash-chain.ts';
import type { Lines } from './lines.ts';
import type { AppendAnswer, AppendOrder } from './order.ts';
import { type EventRow, headRow, parseRow, valueRow } from './rows.ts';
import { SQL } from './statements.ts';

type Conflict = Extract<AppendAnswer, { ok: false }>;

export const prepareAppend = (database: DatabaseSync, lines: Lines): ((order: AppendOrder) => AppendAnswer) => {
  const headOfLedger = database.prepare(SQL.headOfLedger);
  const streamVersion = database.prepare(SQL.streamVersion);
  const nextSegment = database.prepare(SQL.nextSegment);
  const findCommand = database.prepare(SQL.findCommand);
  const insertEvent = database.prepare(SQL.insertEvent);
  const insertSegment = database.prepare(SQL.insertSegment);
  const insertCommand = database.prepare(SQL.insertCommand);
  const putPrepared = database.prepare(SQL.putPrepared);
  const putPersonal = database.prepare(SQL.putPersonal);
  const erasePersonal = database.prepare(SQL.erasePersonal);
  const erasePrepared = database.prepare(SQL.erasePrepared);
  const moveCursor = database.prepare(SQL.moveCursor);

  const commandConflict = ({ ledger, command }: AppendOrder): Conflict | null =>
    command && findCommand.get(ledger, command.actor, command.id) !== undefined
      ? { ok: false, conflict: 'command', detail: `command ${command.id} of ${command.actor} is already recorded` }
      : null;

  const streamConflict = ({ ledger, asserts, writes }: AppendOrder): Conflict | null => {
    const found = new Map<string, number>();
    const expect = (stream: string, wanted: number, added: number): Conflict | null => {
      const version = found.get(stream) ?? parseRow(valueRow, streamVersion.get(ledger, stream), 'events').value;
      found.set(stream, version + added);
      if (version === wanted) return null;
      return { ok: false, conflict: 'stream', detail: `${stream} is at version ${version}, not ${wanted}` };
    };
    for (const { stream, version } of asserts) {
      const conflict = expect(stream, version, 0);
      if (conflict) return conflict;
    }
    for (const { stream, expectedVersion, events } of writes) {
      const conflict = expect(stream, expectedVersion, events.length);
      if (conflict) return conflict;
    }
    return null;
  };

  const segmentConflict = ({ ledger, segments }: AppendOrder): Conflict | null => {
    const next = new Map<string, number>();
    for (const { document, index } of segments) {
      const wanted = next.get(document) ?? parseRow(valueRow, nextSegment.get(ledger, document), 'segments').value;
      if (index !== wanted)
        return { ok: false, conflict: 'segment', detail: `the next segment of ${document} is ${wanted}, not ${index}` };
      next.set(document, wanted + 1);
    }
    return null;
  };

  const writeEvents = ({ ledger, actor, at, writes }: AppendOrder): Extract<AppendAnswer, { ok: true }> => {
    const row = headOfLedger.get(ledger);
    const head = row === undefined ? null : parseRow(headRow, row, 'events');
    let position = head?.position ?? 0;
    let previous = head?.hash ?? NO_PREDECESSOR;
    const events: EventRow[] = [];
    for (const { stream, expectedVersion, events: added } of writes) {
      let version = expectedVersion;
      for (const { type, schema, data } of added) {
        position += 1;
        version += 1;
        const header = { ledger, position, stream, version, type, schema, actor, at };
        const sealed = eventHashOfText(previous, header, data);
        insertEvent.run(ledger, position, stream, version, type, schema, data, actor, at, previous, sealed);
        events.push({ ...header, data, previous_hash: previous, hash: sealed });
        previous = sealed;
      }
    }
    return { ok: true, position, events };
  };

  return (order) => {
    const broken = lines.enter(order);
    // L6: the command first, because a repeated one has usually moved the streams itself.
    const conflict = commandConflict(order) ?? broken ?? streamConflict(order) ?? segmentConflict(order);
    if (conflict) {
      lines.fail(order);
      return conflict;
    }
    const { ledger, segments, prepared, personal, erases, command, cursor } = order;
    const answer = writeEvents(order);
    for (const { document, index, bytes } of segments)
      insertSegment.run(ledger, document, index, bytes, hash('sha256', bytes));
    if (prepared) putPrepared.run(ledger, prepared.document, prepared.person, prepared.bytes);
    for (const { subject, salt, data } of personal) putPersonal.run(ledger, subject, salt, data);
    for (const subject of erases.subjects) erasePersonal.run(ledger, subject);
    for (const person of erases.preparedOf) erasePrepared.run(ledger, person);
    if (command)
      insertCommand.run(ledger, command.actor, command.id, command.payload_hash, command.result, answer.position);
    if (cursor) moveCursor.run(ledger, cursor.name, cursor.position);
    return answer;
  };
};
