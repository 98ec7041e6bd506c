import { expect, test } from 'vitest';
import { createPersonLimits } from '#realtime/person-limits';

test.each([
  ['question:ask', 3],
  ['hand:raise', 5],
  ['hand:lower', 5],
  ['delegation:list', 5],
  ['holding:enter', 5],
  ['holding:leave', 5],
  ['agreement:consent', 30],
  ['signing:enrol', 5],
  ['signing:remote-credentials', 5],
  ['signing:enrol-remote', 5],
  ['signing:send-otp', 2],
  ['signing:complete-remote', 6],
  ['signing:prepare', 20],
  ['signing:prepare-wave', 5],
])('[C115] %s is taken from one person %i times in a row, and from others all the same', async (name, most) => {
  const mayNow = createPersonLimits();
  for (let count = 0; count < most; count += 1) expect(await mayNow('c/ani', { name })).toBe(true);
  expect(await mayNow('c/ani', { name })).toBe(false);
  expect(await mayNow('c/budi', { name })).toBe(true);
  expect(await mayNow('c/ani', { name: 'message:read' })).toBe(true);
});
