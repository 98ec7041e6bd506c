// The schema, step by step. A step once released is never edited; the next one is added below.
import type { DatabaseSync } from 'node:sqlite';

const appendOnly = (table: string): string => `
  CREATE TRIGGER ${table}_are_never_changed BEFORE UPDATE ON ${table}
    BEGIN SELECT raise(ABORT, '${table} are never changed'); END;
  CREATE TRIGGER ${table}_are_never_removed BEFORE DELETE ON ${table}
    BEGIN SELECT raise(ABORT, '${table} are never removed'); END;`;

const firstSchema = `
  CREATE TABLE events (
    ledger TEXT NOT NULL CHECK (ledger <> ''),
    position INTEGER NOT NULL CHECK (position > 0),
    stream TEXT NOT NULL CHECK (stream <> ''),
    version INTEGER NOT NULL CHECK (version > 0),
    type TEXT NOT NULL CHECK (type <> ''),
    schema INTEGER NOT NULL CHECK (schema > 0),
    data TEXT NOT NULL,
    actor TEXT NOT NULL CHECK (actor <> ''),
    at TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??*Z'),
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (ledger, position),
    UNIQUE (ledger, stream, version)
  ) STRICT;
  CREATE TABLE segments (
    ledger TEXT NOT NULL CHECK (ledger <> ''),
    document TEXT NOT NULL CHECK (document <> ''),
    idx INTEGER NOT NULL CHECK (idx >= 0),
    bytes BLOB NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (ledger, document, idx)
  ) STRICT;
  CREATE TABLE commands (
    ledger TEXT NOT NULL CHECK (ledger <> ''),
    actor TEXT NOT NULL CHECK (actor <> ''),
    id TEXT NOT NULL CHECK (id <> ''),
    payload_hash TEXT NOT NULL,
    result TEXT NOT NULL,
    PRIMARY KEY (ledger, actor, id)
  ) STRICT;
  CREATE TABLE prepared (
    ledger TEXT NOT NULL,
    document TEXT NOT NULL,
    person TEXT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (ledger, document, person)
  ) STRICT;
  CREATE TABLE personal (
    ledger TEXT NOT NULL,
    subject TEXT NOT NULL,
    salt TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (ledger, subject)
  ) STRICT;
  ${['events', 'segments', 'commands'].map(appendOnly).join('')}`;

// L6: where the ledger stood when the command was answered, so that the same id gets the very same answer.
const commandPositions = 'ALTER TABLE commands ADD COLUMN position INTEGER NOT NULL DEFAULT 0';

// L43: how far each reaction has come.
const cursors = `CREATE TABLE cursors (
    ledger TEXT NOT NULL CHECK (ledger <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    position INTEGER NOT NULL CHECK (position >= 0),
    PRIMARY KEY (ledger, name)
  ) STRICT`;

const STEPS: readonly string[] = [firstSchema, commandPositions, cursors];

/** The schema this code knows: `PRAGMA user_version` of a database that is up to date. */
export const SCHEMA_VERSION = STEPS.length;

/** Brings a database from `version` to `SCHEMA_VERSION`, each step in a transaction of its own. */
export const migrate = (database: DatabaseSync, version: number): void => {
  STEPS.slice(version).forEach((step, index) => {
    database.exec(`BEGIN IMMEDIATE; ${step}; PRAGMA user_version = ${version + index + 1}; COMMIT;`);
  });
};
