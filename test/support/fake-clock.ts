import type { Clock } from '#platform/clock';

/** A clock that stands still until it is moved. */
export type FakeClock = Clock & { advance(milliseconds: number): void };

export const fakeClock = (at = '2021-01-18T03:00:00.000Z'): FakeClock => {
  let time = Date.parse(at);
  return {
    now: () => new Date(time),
    advance: (milliseconds) => {
      time += milliseconds;
    },
  };
};
