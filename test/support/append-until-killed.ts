// A process of its own that appends as fast as it can and says what was acknowledged, until it is killed.
import { writeSync } from 'node:fs';

import { openSqliteStore } from '#store/sqlite-store';

const folder = process.argv[2] ?? '';
const store = await openSqliteStore({ folder });
const round = String(process.argv[3]);

const appendOn = async (stream: string): Promise<never> => {
  for (let version = 0; ; version += 1) {
    const outcome = await store.append({
      ledger: 'ceremony-1',
      actor: stream,
      at: '2021-01-18T02:00:00.000Z',
      writes: [{ stream, expectedVersion: version, events: [{ type: 'noted', schema: 1, data: { version } }] }],
      segments: [{ document: stream, index: version, bytes: new Uint8Array(3_000).fill(version % 251) }],
      command: { actor: stream, id: `${stream}-${version}`, payloadHash: 'ab'.repeat(32), result: version },
    });
    if (!outcome.ok) throw new Error(outcome.detail);
    const [event] = outcome.events;
    // Synchronous, so that the line is out before the next append begins.
    writeSync(1, `${outcome.position} ${stream} ${version} ${event?.hash}\n`);
  }
};

writeSync(1, 'open\n');
await Promise.all(Array.from({ length: 8 }, (_, index) => appendOn(`round-${round}-${index}`)));
