import type { Ahead } from '#flow/ahead';
import type { Ceremonies } from '#flow/ceremonies';
import { sampleAttendance } from '#flow/sample-attendance';
import type { Clock } from '#platform/clock';
import type { Log } from '#platform/log';
import type { Presence } from './presence.ts';

/** How often who is here is written down, in milliseconds. */
const SAMPLE_EVERY = 60_000;

export type AttendanceSampler = {
  /** Samples every ceremony now. Resolves when all is written; a fault is logged. */
  sample(): Promise<void>;
  /** Lets the timer go. */
  stop(): void;
};

/** Once a minute: 600 people who lose their line and come back are two events, not twelve hundred. */
export const startAttendanceSampler = (house: {
  readonly ceremonies: Ceremonies;
  readonly ahead: Ahead;
  readonly presence: Presence;
  readonly clock: Clock;
  readonly log: Log;
}): AttendanceSampler => {
  const { ceremonies, ahead, presence, clock, log } = house;
  const sampleOne = async (ceremonyId: string): Promise<void> => {
    const line = ahead.find(ceremonyId);
    if (line === null) return;
    try {
      await sampleAttendance(line, presence.people(ceremonyId), presence.takeSeen(ceremonyId), clock.now());
    } catch (error) {
      log.error({ error, ceremonyId }, 'attendance could not be written');
    }
  };
  const sample = async (): Promise<void> => {
    await Promise.all(ceremonies.all().map(({ ceremonyId }) => sampleOne(ceremonyId)));
  };
  // C72: within the record, not after it.
  ceremonies.onEvents((live, events) => {
    if (events.some(({ type }) => type === 'closing-begun')) void sampleOne(live.ceremonyId);
  });
  const timer = setInterval(() => void sample(), SAMPLE_EVERY);
  timer.unref();
  return { sample, stop: () => clearInterval(timer) };
};
