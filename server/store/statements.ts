// Every SQL text that runs while the store is open, by name.

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
  erasePersonal: 'DELETE FROM personal WHERE ledger = ? AND subject = ?',

  // Steps from ledger to ledger through the primary key instead of scanning a million events.
  ledgerNames: `WITH RECURSIVE names (name) AS (
      SELECT min(ledger) FROM events
      UNION ALL
      SELECT (SELECT min(ledger) FROM events WHERE ledger > name) FROM names WHERE name IS NOT NULL
    ) SELECT name FROM names WHERE name IS NOT NULL`,
  eventsAfter: `SELECT ledger, position, stream, version, type, schema, data, actor, at, previous_hash, hash
    FROM events WHERE ledger = ? AND position > ? ORDER BY position LIMIT ?`,
  segmentsOfDocument: 'SELECT idx, bytes, sha256 FROM segments WHERE ledger = ? AND document = ? ORDER BY idx',
  preparedOfPerson: 'SELECT bytes FROM prepared WHERE ledger = ? AND document = ? AND person = ?',
  personalOfLedger: 'SELECT subject, salt, data FROM personal WHERE ledger = ?',
  allSegments: 'SELECT idx, bytes, sha256 FROM segments',
} as const;
