import { expect, test } from 'vitest';
import { accepts, arrival, ceremonyStory as story } from '#support/ceremony-story';

/** Everybody was let in. */
const ceremonyStory = () => {
  const told = story();
  for (const personId of ['ani', 'budi', 'c']) told.tell(accepts(personId));
  return told;
};
const raise = (personId: string) => ({ name: 'raise-hand', personId }) as const;
const lower = (personId: string) => ({ name: 'lower-hand', personId }) as const;
const call = (personId: string) => ({ name: 'call-hand', personId, by: 'director' }) as const;

test('[C66] hands stand in the order in which they were raised, each once', () => {
  const { tell, state } = ceremonyStory();
  expect(tell(raise('budi'))).toEqual(['hand-raised']);
  expect(tell(raise('nobody'))).toBe('unknown-person');
  expect(tell(raise('d'))).toBe('not-admitted');
  tell(raise('ani'));
  expect(tell(raise('budi'))).toEqual([]);
  expect([...state.hands.keys()]).toEqual(['budi', 'ani']);
  expect(tell(lower('budi'))).toEqual(['hand-lowered']);
  expect(tell(lower('budi'))).toEqual([]);
  tell(raise('budi'));
  expect([...state.hands.keys()]).toEqual(['ani', 'budi']);
  tell(arrival('budi'));
  expect([...state.hands.keys()]).toEqual(['ani']);
});

test('[C67] only a raised hand is called, all are lowered at once, and no hand outlives its link', () => {
  const { tell, state } = ceremonyStory();
  expect(tell(call('ani'))).toBe('hand-not-raised');
  for (const personId of ['ani', 'budi', 'c']) tell(raise(personId));
  expect(tell(call('ani'), '2021-01-18T02:05:00.000Z')).toEqual(['hand-called']);
  expect(state.called).toEqual({ personId: 'ani', by: 'director', at: '2021-01-18T02:05:00.000Z' });
  expect(tell(call('ani'))).toBe('hand-not-raised');
  tell({ name: 'revoke-link', personId: 'budi' });
  expect([...state.hands.keys()]).toEqual(['c']);
  expect(tell({ name: 'lower-all-hands', by: 'director' })).toEqual(['hands-lowered']);
  expect(tell({ name: 'lower-all-hands', by: 'director' })).toEqual([]);
  expect(state.hands.size).toBe(0);
});
