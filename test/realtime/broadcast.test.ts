import { Server } from 'socket.io';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TopicMessage } from '#contract/views';
import { createBroadcast } from '#realtime/broadcast';

const CEREMONY = 'acara';

/** What a room is told, with when, in milliseconds from the beginning. */
const openRoom = (topic: 'figures' | 'stage') => {
  const io = new Server();
  const told: { readonly at: number; readonly message: TopicMessage }[] = [];
  const begun = Date.now();
  vi.spyOn(io.of('/').adapter, 'broadcast').mockImplementation((packet: { data?: unknown[] }) => {
    told.push({ at: Date.now() - begun, message: packet.data?.[1] as TopicMessage });
  });
  let count = 0;
  const broadcast = createBroadcast(io, () => ({ count }));
  broadcast.snapshot(CEREMONY, topic, '');
  const change = (): void => {
    count += 1;
    broadcast.touch(CEREMONY, topic);
  };
  return { broadcast, told, change, count: () => count };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('[W73] what changes over and over is told at once, then twice a second, and the last change is told', async () => {
  const { broadcast, told, change, count } = openRoom('figures');
  for (let round = 0; round < 50; round += 1) {
    change();
    await vi.advanceTimersByTimeAsync(20);
  }
  await vi.advanceTimersByTimeAsync(1000);
  expect(told.map(({ at }) => at)).toEqual([60, 560, 1060]);
  expect(told.at(-1)?.message.changes).toEqual({ count: count() });
  expect(told.map(({ message }) => message.revision)).toEqual([2, 3, 4]);
  broadcast.stop();
});

test('[W73] whoever comes in between is told with everybody else, and nothing twice', async () => {
  const { broadcast, told, change } = openRoom('figures');
  change();
  await vi.advanceTimersByTimeAsync(100);
  change();
  expect(broadcast.snapshot(CEREMONY, 'figures', '')).toMatchObject({ revision: 3, snapshot: { count: 2 } });
  await vi.advanceTimersByTimeAsync(1000);
  expect(told.map(({ at }) => at)).toEqual([60, 100]);
  change();
  await vi.advanceTimersByTimeAsync(60);
  expect(told).toHaveLength(3);
  broadcast.stop();
});

test('[W73] what is on stage waits for nothing', async () => {
  const { broadcast, told, change } = openRoom('stage');
  for (let round = 0; round < 5; round += 1) {
    change();
    await vi.advanceTimersByTimeAsync(20);
  }
  expect(told.map(({ at }) => at)).toEqual([10, 30, 50, 70, 90]);
  broadcast.stop();
});
