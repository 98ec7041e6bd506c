import { expect, test } from 'vitest';
import type { BoardRow, PendingView } from '#contract/views/agreements';
import { passes } from '#client/screens/officer/is-troubled.ts';

const row = (reason: PendingView['reason'] | null): BoardRow =>
  ({ state: 'sealed', pending: reason === null ? null : { what: 'timestamp', reason } }) as BoardRow;

test('[W68] one filter finds what is pending; what is being done just now, or never will be, is not among it', () => {
  for (const reason of ['timed-out', 'unreachable', 'failed', 'waits', 'resting'] as const) {
    expect(passes(row(reason), 'troubled')).toBe(true);
  }
  for (const reason of ['under-way', 'no-place', null] as const) expect(passes(row(reason), 'troubled')).toBe(false);
  expect([passes(row('failed'), 'all'), passes(row('failed'), 'sealed'), passes(row('failed'), 'ready')]).toEqual([
    true,
    true,
    false,
  ]);
});
