import { expect, test } from 'vitest';
import { ceremonyStory, MORNING, type Story } from '#support/ceremony-story';

const liveStory = (): Story => {
  const story = ceremonyStory();
  story.tell({ name: 'open-ceremony' });
  story.tell({ name: 'go-live' });
  return story;
};
const minutesAfter = (minutes: number): string => new Date(Date.parse(MORNING) + minutes * 60_000).toISOString();
const wave = (story: Story) => story.state.waves.get(1);

test('[C128] a wave is put in order, and again', () => {
  const story = ceremonyStory();
  expect(story.tell({ name: 'order-wave', wave: 9, agreementIds: [] })).toBe('unknown-wave');
  expect(story.tell({ name: 'order-wave', wave: 1, agreementIds: ['b', 'a'] })).toEqual(['wave-ordered']);
  expect(story.tell({ name: 'order-wave', wave: 1, agreementIds: ['b', 'a'] })).toEqual([]);
  expect(wave(story)?.order).toEqual(['b', 'a']);
});

test('[C129] a countdown closes nothing by itself', () => {
  const story = liveStory();
  story.tell({ name: 'open-session', wave: 1, endsAt: minutesAfter(10) });
  expect(wave(story)).toMatchObject({ session: 'open', endsAt: minutesAfter(10) });
  // Long after the countdown it is open still, and is closed by a word.
  expect(story.tell({ name: 'open-session', wave: 1 }, minutesAfter(60))).toBe('session-already-open');
  expect(story.tell({ name: 'close-session', wave: 1 }, minutesAfter(61))).toEqual(['session-closed']);
  expect(wave(story)).toMatchObject({ session: 'closed', closedAt: minutesAfter(61) });
  story.tell({ name: 'open-session', wave: 1 }, minutesAfter(62));
  expect(wave(story)).toMatchObject({ session: 'open', endsAt: null, closedAt: null });
});

test('[C130] extending adds to what is left, or counts from now', () => {
  const story = liveStory();
  expect(story.tell({ name: 'extend-session', wave: 1, minutes: 5 })).toBe('session-not-open');
  story.tell({ name: 'open-session', wave: 1, endsAt: minutesAfter(10) });
  expect(story.tell({ name: 'extend-session', wave: 1, minutes: 5 }, minutesAfter(2))).toEqual(['session-extended']);
  expect(wave(story)?.endsAt).toBe(minutesAfter(15));
  story.tell({ name: 'extend-session', wave: 1, minutes: 5 }, minutesAfter(40));
  expect(wave(story)?.endsAt).toBe(minutesAfter(45));
  story.tell({ name: 'open-session', wave: 2 });
  story.tell({ name: 'extend-session', wave: 2, minutes: 3 });
  expect(story.state.waves.get(2)?.endsAt).toBe(minutesAfter(3));
});
