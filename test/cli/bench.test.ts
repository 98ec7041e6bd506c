import { expect, test } from 'vitest';
import { drive, measured, quantile, type Measurement } from '#cli/bench/row';
import { table } from '#cli/bench/table';

const reference = { name: 'the same without Teken', value: 123_456.789 };
const measure = (better: Measurement['better'], value: number): Measurement =>
  measured({ row: 'ledger', metric: 'commands', value, unit: '/s', target: 100, better, reference });

test('[I50] a number at its target is met, one on the wrong side of it is not', () => {
  expect(['lower', 'higher'].map((better) => measure(better as Measurement['better'], 100).ok)).toEqual([true, true]);
  expect([measure('lower', 99).ok, measure('lower', 101).ok]).toEqual([true, false]);
  expect([measure('higher', 99).ok, measure('higher', 101).ok]).toEqual([false, true]);
  // Judged before it is rounded.
  expect(measure('lower', 100.000_01)).toMatchObject({ value: 100, ok: false });
  expect(measure('lower', 1).reference).toEqual({ name: 'the same without Teken', value: 123_500 });
});

test('[I50] a person reads a table: what was measured, its target, and what stands beside it', () => {
  const lines = table([measure('higher', 2_634.4), measure('lower', 250)]).split('\n');
  expect(lines[1]).toMatch(
    /^ledger {2}commands {2}2634 \/s {2}≥ 100 \/s {2}ok +123500 \/s \(the same without Teken\)$/,
  );
  expect(lines[2]).toMatch(/250 \/s {3}≤ 100 \/s {2}MISSED/);
});

test('[I50] of a hundred values the 99th is the p99', () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([quantile(values, 0.5), quantile(values, 0.99), quantile([7], 0.99), quantile([], 0.5)]).toEqual([
    51, 100, 7, 0,
  ]);
});

test('[I50] so many clients at once do each job once', async () => {
  const done: number[] = [];
  let [now, most] = [0, 0];
  await drive(4, 10, async (index) => {
    most = Math.max(most, (now += 1));
    await new Promise((resolve) => setImmediate(resolve));
    now -= 1;
    done.push(index);
  });
  expect(most).toBe(4);
  expect(done.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});
