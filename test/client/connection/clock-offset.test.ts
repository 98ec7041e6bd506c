import { expect, test } from 'vitest';
import { offsetOf } from '#client/connection/clock-offset.ts';

test('the sample with the shortest round trip decides, halfway', () => {
  expect(
    offsetOf([
      { sentAt: 1_000, at: 9_000, receivedAt: 3_000 },
      { sentAt: 5_000, at: 10_050, receivedAt: 5_100 },
    ]),
  ).toBe(5_000);
});

test('without a sample the machine is believed', () => expect(offsetOf([])).toBe(0));
