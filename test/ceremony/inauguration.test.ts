import { expect, test } from 'vitest';
import { ceremonyStory, MORNING } from '#support/ceremony-story';

const arm = { name: 'arm-inauguration' } as const;
const disarm = { name: 'disarm-inauguration' } as const;
const press = { name: 'press-inauguration', personId: 'president' } as const;
const open = () => {
  const story = ceremonyStory(['president', 'director'], { president: 'principal', director: 'director' });
  story.tell({ name: 'open-ceremony' });
  return story;
};

test('[C103] armed and disarmed only while live', () => {
  const { tell, state } = open();
  expect(tell(arm)).toBe('wrong-phase');
  tell({ name: 'go-live' });
  expect([tell(arm), tell(arm), state.inauguration.state]).toEqual([['inauguration-armed'], [], 'armed']);
  expect([tell(disarm), tell(disarm)]).toEqual([['inauguration-disarmed'], []]);
  expect(tell(press)).toBe('not-armed');
});

test('[C104] pressed once, by the principal, while live and armed', () => {
  const { tell, state } = open();
  expect(tell(press)).toBe('wrong-phase');
  tell({ name: 'go-live' });
  expect(tell(press)).toBe('not-armed');
  tell(arm);
  expect(tell({ ...press, personId: 'director' })).toBe('not-allowed');
  expect(tell(press)).toEqual(['inauguration-pressed']);
  expect(state.inauguration).toEqual({ state: 'pressed', at: MORNING, personId: 'president', actingFor: null });
  expect([tell(press), tell(arm), tell(disarm)]).toEqual(Array(3).fill('already-inaugurated'));
});
