// Every SQL text that runs while the store is open, by name.

/** An event as a JSON list, in the order in which `event-page.ts` takes it apart. Hashes are made here: hex only. */
const EVENT_TEXT = `concat('[', position, ',', json_quote(stream), ',', version, ',', json_quote(type), ',', schema, ',',
    data, ',', json_quote(actor), ',', json_quote(at), ',"', previous_hash, '","', hash, '"]')`;
const pageOf = (rows: string): string =>
  `SELECT count(*) AS count, '[' || coalesce(group_concat(text, ','), '') || ']' AS text
    FROM (SELECT ${EVENT_TEXT} AS text FROM events WHERE ${rows})`;

export const SQL = {
  begin: 'BEGIN IMMEDIATE',
  commit: 'COMMIT',
  rollback: 'ROLLBACK',

  headOfLedger: 'SELECT ledger, position, hash FROM events WHERE ledger = ? ORDER BY position DESC LIMIT 1',
  streamVersion: 'SELECT coalesce(max(version), 0) AS value FROM events WHERE ledger = ? AND stream = ?',
  nextSegment: 'SELECT coalesce(max(idx) + 1, 0) AS value FROM segments WHERE ledger = ? AND document = ?',
  findCommand:
    'SELECT actor, id, payload_hash, result, position FROM commands WHERE ledger = ? AND actor = ? AND id = ?',

  insertEvent: `INSERT INTO events (ledger, position, stream, version, type, schema, data, actor, at, previous_hash, hash)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  insertSegment: 'INSERT INTO segments (ledger, document, idx, bytes, sha256) VALUES (?, ?, ?, ?, ?)',
  insertCommand: 'INSERT INTO commands (ledger, actor, id, payload_hash, result, position) VALUES (?, ?, ?, ?, ?, ?)',
  putPrepared: `INSERT INTO prepared (ledger, document, person, bytes) VALUES (?, ?, ?, ?)
    ON CONFLICT (ledger, document, person) DO UPDATE SET bytes = excluded.bytes`,
  putPersonal: `INSERT INTO personal (ledger, subject, salt, data) VALUES (?, ?, ?, ?)
    ON CONFLICT (ledger, subject) DO UPDATE SET salt = excluded.salt, data = excluded.data`,
  // L43: never back.
  moveCursor: `INSERT INTO cursors (ledger, name, position) VALUES (?, ?, ?)
    ON CONFLICT (ledger, name) DO UPDATE SET position = max(position, excluded.position)`,
  hashesAfter: `SELECT position, hash FROM events WHERE ledger = ? AND position > ? AND position <= ?
    ORDER BY position LIMIT ?`,
  erasePrepared: 'DELETE FROM prepared WHERE ledger = ? AND person = ?',
  erasePersonal: 'DELETE FROM personal WHERE ledger = ? AND subject = ?',

  // Steps from ledger to ledger through the primary key instead of scanning a million events.
  ledgerNames: `WITH RECURSIVE names (name) AS (
      SELECT min(ledger) FROM events
      UNION ALL
      SELECT (SELECT min(ledger) FROM events WHERE ledger > name) FROM names WHERE name IS NOT NULL
    ) SELECT name FROM names WHERE name IS NOT NULL`,
  pageOfEvents: pageOf('ledger = ? AND position > ? ORDER BY position LIMIT ?'),
  pageOfStream: pageOf('ledger = ? AND stream = ? AND version > ? ORDER BY version LIMIT ?'),
  lastOfStream: pageOf('ledger = ? AND stream = ? ORDER BY version DESC LIMIT 1'),
  eventsAfter: `SELECT ledger, position, stream, version, type, schema, data, actor, at, previous_hash, hash
    FROM events WHERE ledger = ? AND position > ? ORDER BY position LIMIT ?`,
  segmentsOfDocument: 'SELECT idx, bytes, sha256 FROM segments WHERE ledger = ? AND document = ? ORDER BY idx',
  segmentsOfLedger: 'SELECT document, idx, bytes, sha256 FROM segments WHERE ledger = ? ORDER BY document, idx',
  preparedOfPerson: 'SELECT bytes FROM prepared WHERE ledger = ? AND document = ? AND person = ?',
  personalOfLedger: 'SELECT subject, salt, data FROM personal WHERE ledger = ?',
  cursorsOfLedger: 'SELECT name, position FROM cursors WHERE ledger = ?',
  allSegments: 'SELECT idx, bytes, sha256 FROM segments',
} as const;
