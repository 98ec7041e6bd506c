// Reading: everything a connection that cannot write is asked.
import { hash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

import { type ChainCheck, startChainCheck } from './chain-check.ts';
import { PAGE, preparePages } from './event-page.ts';
import { damagedDatabase } from './fault.ts';
import {
  type CommandRow,
  commandRow,
  type CursorRow,
  cursorRow,
  type HeadRow,
  headRow,
  nameRow,
  parseRow,
  type PersonalRow,
  personalRow,
  preparedRow,
  segmentRow,
} from './rows.ts';
import { SQL } from './statements.ts';

export const readHeads = (database: DatabaseSync): readonly HeadRow[] => {
  const head = database.prepare(SQL.headOfLedger);
  return database
    .prepare(SQL.ledgerNames)
    .all()
    .map((row) => parseRow(headRow, head.get(parseRow(nameRow, row, 'events').name), 'events'));
};

/** Checks a page at a time and yields in between, so that a long ledger never holds up other readers (L15). */
export function* chainCheck(database: DatabaseSync, ledger: string): Generator<undefined, ChainCheck> {
  const page = database.prepare(SQL.eventsAfter);
  page.setReturnArrays(true);
  const check = startChainCheck(ledger);
  // From below zero, so that a row slipped in before the first is met too.
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const rows = page.all(ledger, after, PAGE);
    for (const row of rows) if (!check.accept(row)) return check.result();
    if (rows.length < PAGE) return check.result();
    after = check.result().events;
    yield;
  }
}

export const checkSegment = (row: unknown): { readonly idx: number; readonly bytes: Uint8Array } => {
  const segment = parseRow(segmentRow, row, 'segments');
  if (hash('sha256', segment.bytes) !== segment.sha256)
    throw damagedDatabase('in DATA_DIR', `segment ${segment.idx} of a document is not what was stored`);
  return segment;
};

export const prepareReads = (database: DatabaseSync) => {
  const findCommand = database.prepare(SQL.findCommand);
  const segmentsOfDocument = database.prepare(SQL.segmentsOfDocument);
  const preparedOfPerson = database.prepare(SQL.preparedOfPerson);
  const cursorsOfLedger = database.prepare(SQL.cursorsOfLedger);
  const personalOfLedger = database.prepare(SQL.personalOfLedger);

  return {
    ledgers: (): readonly HeadRow[] => readHeads(database),
    pages: preparePages(database),
    command: (ledger: string, actor: string, id: string): CommandRow | null => {
      const row = findCommand.get(ledger, actor, id);
      return row === undefined ? null : parseRow(commandRow, row, 'commands');
    },
    document: (ledger: string, document: string): Uint8Array<ArrayBuffer> | null => {
      const segments = segmentsOfDocument.all(ledger, document).map(checkSegment);
      if (segments.length === 0) return null;
      if (segments.some(({ idx }, place) => idx !== place))
        throw damagedDatabase('in DATA_DIR', 'a segment of a document is missing');
      const whole = new Uint8Array(segments.reduce((size, { bytes }) => size + bytes.length, 0));
      let offset = 0;
      for (const { bytes } of segments) {
        whole.set(bytes, offset);
        offset += bytes.length;
      }
      return whole;
    },
    prepared: (ledger: string, document: string, person: string): Uint8Array<ArrayBuffer> | null => {
      const row = preparedOfPerson.get(ledger, document, person);
      return row === undefined ? null : new Uint8Array(parseRow(preparedRow, row, 'prepared').bytes);
    },
    cursors: (ledger: string): readonly CursorRow[] =>
      cursorsOfLedger.all(ledger).map((row) => parseRow(cursorRow, row, 'cursors')),
    personal: (ledger: string): readonly PersonalRow[] =>
      personalOfLedger.all(ledger).map((row) => parseRow(personalRow, row, 'personal')),
  };
};
