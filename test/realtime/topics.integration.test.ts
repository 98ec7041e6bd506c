import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TopicMessage } from '#contract/views';
import { arrive, type Guest } from '#support/guest';
import { openHouse, type House } from '#support/house';

let house: House;
let director: Guest;

beforeAll(async () => {
  house = await openHouse();
  director = await arrive(house, house.link('director'));
});
afterAll(() => house[Symbol.asyncDispose]());

test('[W2] an acknowledgement says accepted and where; the state comes by the topic', async () => {
  await director.until('stage', ({ phase }) => phase === 'planned');
  const answer = await director.command('ceremony:open', {});
  expect(Object.keys(answer).sort()).toEqual(['ok', 'position']);
  const stage = await director.until('stage', ({ phase }) => phase === 'open');
  expect(stage.onStage).toEqual([]);
});

test('[W4] a snapshot, then changes with the next revision each', async () => {
  const guest = await arrive(house, house.link('d-62'));
  const messages: TopicMessage[] = [];
  guest.socket.on('topic', (message: TopicMessage) => messages.push(message));
  await guest.subscribe('stage');
  await director.must('rundown:start', { itemId: 'opening' });
  await expect.poll(() => messages.length).toBe(2);
  await director.must('rundown:start', { itemId: 'signing-1' });
  await expect.poll(() => messages.length).toBe(3);
  const [snapshot, first, second] = messages;
  expect(snapshot?.snapshot).toMatchObject({ title: { id: 'Acara Contoh' } });
  expect(first?.revision).toBe((snapshot?.revision ?? 0) + 1);
  expect(second?.revision).toBe((snapshot?.revision ?? 0) + 2);
  // Only what changed travels.
  expect(Object.keys(second?.changes ?? {}).sort()).toEqual(['next', 'now']);
  await guest.subscribe('stage');
  await expect.poll(() => messages.length).toBe(4);
  expect(messages[3]).toMatchObject({ revision: second?.revision, snapshot: { now: { itemId: 'signing-1' } } });
  guest.close();
});

test('[W4] of long lists only the rows that changed travel', async () => {
  const officer = await arrive(house, house.link('protocol'));
  const messages: TopicMessage[] = [];
  officer.socket.on('topic', (message: TopicMessage) => messages.push(message));
  await officer.subscribe('roster');
  const newcomer = await arrive(house, house.link('s-u2'));
  await expect.poll(() => messages.some(({ changes }) => changes?.['rows'] !== undefined)).toBe(true);
  const rows = messages.flatMap(({ changes }) => Object.keys((changes?.['rows'] as object | undefined) ?? {}));
  expect(rows).toContain('s-u2');
  expect(rows).not.toContain('s-c1');
  newcomer.close();
  officer.close();
});
