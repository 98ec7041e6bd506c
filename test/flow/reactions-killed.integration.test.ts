import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openCeremonies } from '#flow/ceremonies';
import { startReactions } from '#flow/reactions';
import { fakeClock } from '#support/fake-clock';
import { CEREMONY, openFlowHouse } from '#support/flow-house';
import { secondLink } from '#support/second-link';
import { eventsOf } from '#support/line-checks';
import { expectOneEach, linksOf } from '#support/second-link-checks';
import { nothingLeft } from '#support/reaction-checks';

const actUntilKilled = fileURLToPath(new URL('../support/act-until-killed.ts', import.meta.url));

test('[F1] [F8] killed again and again: every answer stands, every event is followed once, and replay is live', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'teken-killed-'));
  const folder = join(parent, 'data');
  const answered: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const child = spawn(process.execPath, [actUntilKilled, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await expect.poll(() => said.split('\n').length, { timeout: 20_000, interval: 5 }).toBeGreaterThan(40);
    await sleep(Math.random() * 150);
    child.kill('SIGKILL');
    await once(child, 'close');
    answered.push(...said.split('\n').slice(1, -1).map(Number));
  }
  await using house = await openFlowHouse({ folder });
  const reactions = startReactions({ ...house, timer: fakeClock() }, [secondLink]);
  await nothingLeft(reactions);
  await reactions.stop();
  const events = await eventsOf(house.store);
  const own = new Set(linksOf(events, 's-c1').map(({ position }) => position));
  expect(answered.length).toBeGreaterThan(60);
  // An acknowledgement names the ledger's position after it, which is its own event's.
  expect(answered.filter((position) => !own.has(position))).toEqual([]);
  await expectOneEach(house.store, answered.length);
  const again = await openCeremonies(house.store);
  again.stop();
  expect(house.line.committed).toEqual(again.find(CEREMONY));
  await rm(parent, { recursive: true, force: true });
}, 120_000);
