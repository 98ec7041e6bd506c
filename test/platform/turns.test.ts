import { expect, test } from 'vitest';
import { createTurns } from '#platform/turns';

test('[F11] heavy work is done one piece at a time, in the order in which it was asked for', async () => {
  const turn = createTurns();
  const told: string[] = [];
  const piece = (name: string) => async (): Promise<string> => {
    told.push(`${name} begins`);
    await new Promise(setImmediate);
    told.push(`${name} ends`);
    return name;
  };
  expect(await Promise.all(['a', 'b', 'c'].map((name) => turn(piece(name))))).toEqual(['a', 'b', 'c']);
  expect(told).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

test('[F11] a piece that fails tells its own asker, and the next one has its turn', async () => {
  const turn = createTurns();
  const thrown = turn(() => {
    throw new Error('thrown');
  });
  const rejected = turn(() => Promise.reject(new Error('rejected')));
  const next = turn(() => 'done');
  await expect(thrown).rejects.toThrow('thrown');
  await expect(rejected).rejects.toThrow('rejected');
  expect(await next).toBe('done');
});

test('[F11] between two pieces the event loop goes round, and none begins within the turn that asks', async () => {
  const turn = createTurns();
  const told: string[] = [];
  const work = Promise.all([turn(() => told.push('first')), turn(() => told.push('second'))]);
  told.push('asked');
  const round = (): void => {
    told.push('round');
    if (!told.includes('second')) setImmediate(round);
  };
  setImmediate(round);
  await work;
  expect(told.slice(0, 4)).toEqual(['asked', 'first', 'round', 'second']);
});

test('[F11] who comes when nobody waits any more has a turn, too', async () => {
  const turn = createTurns();
  expect(await turn(() => 1)).toBe(1);
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  expect(await turn(() => 2)).toBe(2);
  expect(await turn(() => turn)).toBe(turn);
});
