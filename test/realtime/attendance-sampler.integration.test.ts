import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Socket } from 'socket.io';
import { expect, test } from 'vitest';
import { createAhead } from '#flow/ahead';
import { openCeremonies } from '#flow/ceremonies';
import { toStreamWrites, ceremonyWrites } from '#flow/act';
import { openLog } from '#platform/log';
import { attendanceView } from '#projections/attendance-view';
import { startAttendanceSampler } from '#realtime/attendance-sampler';
import { createPresence, type Connection } from '#realtime/presence';
import { accepts, ceremonyStory } from '#support/ceremony-story';
import { fakeClock } from '#support/fake-clock';
import { openSqliteStore } from '#store/sqlite-store';

const connection = (personId: string): Connection => ({
  socket: {} as Socket,
  viewer: { ceremonyId: 'small', personId, device: '', serial: 1 },
  tab: personId,
});

test('[C71] a lost line of everybody is two events, written by the house itself, and survives a restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'teken-sampler-'));
  const people = Array.from({ length: 600 }, (_, index) => `p${index}`);
  const story = ceremonyStory(people);
  story.tell({ name: 'open-ceremony' });
  for (const personId of people) story.tell(accepts(personId));
  const store = await openSqliteStore({ folder });
  await store.append({
    ledger: 'small',
    actor: 'import',
    at: '2021-01-18T02:00:00.000Z',
    writes: toStreamWrites(new Map(), ceremonyWrites(story.events)),
  });
  const clock = fakeClock('2021-01-18T02:00:00.000Z');
  const presence = createPresence();
  const open = async () => {
    const ceremonies = await openCeremonies(store);
    const ahead = createAhead({ ceremonies, store });
    return {
      ceremonies,
      sampler: startAttendanceSampler({ ceremonies, ahead, presence, clock, log: openLog('error') }),
    };
  };
  const first = await open();
  for (const personId of people) presence.enter(connection(personId));
  await first.sampler.sample();
  await first.sampler.sample();
  // Everybody's line breaks and comes back within the minute: nothing to tell.
  const again = people.map(connection);
  for (const one of again) presence.enter(one);
  clock.advance(60_000);
  await first.sampler.sample();
  const samples = async () => (await store.read('small', 0, 5_000)).filter(({ type }) => type === 'attendance-sampled');
  expect(await samples()).toHaveLength(1);
  first.sampler.stop();
  first.ceremonies.stop();

  const second = await open();
  for (const one of again.slice(0, 599)) presence.leave(one);
  clock.advance(9 * 60_000);
  await second.sampler.sample();
  const [, last] = await samples();
  expect(last).toMatchObject({ actor: 'presence', stream: 'attendance' });
  expect(last?.data['left']).toHaveLength(599);
  const live = second.ceremonies.find('small');
  expect(live?.ceremony.attended.get('p0')).toMatchObject({ minutes: 10, since: null });
  expect(live?.ceremony.attended.get('p599')).toMatchObject({ minutes: 0, since: '2021-01-18T02:00:00.000Z' });
  expect(live === undefined || live === null ? null : attendanceView(live).lobby).toBe(0);
  const closing = { type: 'closing-begun', data: {} } as const;
  await store.append({
    ledger: 'small',
    actor: 'director',
    at: clock.now().toISOString(),
    writes: toStreamWrites(live?.versions ?? new Map(), ceremonyWrites([closing])),
  });
  await expect.poll(async () => (await samples()).at(-1)?.data['left']).toEqual(['p599']);
  second.sampler.stop();
  second.ceremonies.stop();
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});
