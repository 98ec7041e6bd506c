import type { Clock } from '#platform/clock';
import type { Timer } from '#platform/timer';

/** A clock that stands still until it is moved; whatever falls due on the way is done, in order. */
export type FakeClock = Clock & Timer & { advance(milliseconds: number): void };

export const fakeClock = (at = '2021-01-18T03:00:00.000Z'): FakeClock => {
  let time = Date.parse(at);
  const due = new Set<{ readonly at: number; readonly job: () => void }>();
  return {
    now: () => new Date(time),
    after: (milliseconds, job) => {
      const one = { at: time + milliseconds, job };
      due.add(one);
      return () => void due.delete(one);
    },
    advance: (milliseconds) => {
      const end = time + milliseconds;
      for (;;) {
        const [next] = [...due].filter((one) => one.at <= end).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        due.delete(next);
        time = Math.max(time, next.at);
        next.job();
      }
      time = end;
    },
  };
};
