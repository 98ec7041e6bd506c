// L10: every event's hash covers the event before it, so that nobody can drop, change or reorder one unnoticed.
import { hash } from 'node:crypto';

import { canonicalJson, canonicalText } from './canonical-json.ts';
import type { StoredEvent } from './port.ts';

/** What the first event of a ledger names as its predecessor. */
export const NO_PREDECESSOR = '0'.repeat(64);

export type HashedEvent = Omit<StoredEvent, 'hash' | 'previousHash'>;
export type EventHeader = Omit<HashedEvent, 'data'>;

/** As `eventHash`, of an event whose data is already canonical text. */
export const eventHashOfText = (previousHash: string, event: EventHeader, dataText: string): string =>
  hash(
    'sha256',
    `{"actor":${canonicalText(event.actor)},"at":${canonicalText(event.at)},"data":${dataText},` +
      `"ledger":${canonicalText(event.ledger)},"position":${event.position},` +
      `"previousHash":${canonicalText(previousHash)},"schema":${canonicalJson(event.schema)},` +
      `"stream":${canonicalText(event.stream)},"type":${canonicalText(event.type)},` +
      `"version":${event.version}}`,
  );

/** Hex SHA-256 of the canonical JSON of the event with its `previousHash` and without its `hash`. */
export const eventHash = (previousHash: string, event: HashedEvent): string =>
  eventHashOfText(previousHash, event, canonicalJson(event.data));
