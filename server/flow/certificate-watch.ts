import type { CertificateEndView } from '#contract/views/agreements';
import type { Clock } from '#platform/clock';
import type { Log } from '#platform/log';
import type { Timer } from '#platform/timer';
import type { LiveCeremony } from '#projections/live-ceremony';
import type { Authority, OneAuthority } from '#signing/authority';
import { authorityOf } from './tools-of.ts';

/** In milliseconds: nobody learns later than this that a certificate has come near its end, or has ended. */
const LOOK_EVERY = 3_600_000;

export type CertificateWatch = {
  /** S141: of the authority under which this ceremony is held. */
  of(live: LiveCeremony): readonly CertificateEndView[];
  /** Of the real authority. */
  real(): readonly CertificateEndView[];
  stop(): void;
};

/** S143: the ends of the house's own certificates are looked at while it runs, each is logged once, and `onChange` is told. */
export const watchCertificates = (house: {
  readonly authority: Authority;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly log: Log;
  readonly onChange: () => void;
}): CertificateWatch => {
  const { authority, clock, timer, log } = house;
  const endsOf = (ours: OneAuthority): readonly CertificateEndView[] => {
    const now = clock.now();
    return ours.ends(now).map(({ certificate, until, mend }) => ({
      certificate,
      until: until.toISOString(),
      hasEnded: until < now,
      mend,
    }));
  };
  const told = new Set<string>();
  /** Whether something is new. */
  const look = (): boolean => {
    const before = told.size;
    for (const [of, ours] of [
      ['real', authority],
      ['rehearsal', authority.rehearsal],
    ] as const) {
      for (const end of endsOf(ours)) {
        const key = `${of} ${end.certificate} ${end.hasEnded}`;
        if (told.has(key)) continue;
        told.add(key);
        log.warn({ of, ...end }, end.hasEnded ? 'a certificate has ended' : 'a certificate ends soon');
      }
    }
    return told.size > before;
  };
  let stopLooking: (() => void) | null = null;
  const lookAgain = (): void => {
    stopLooking = timer.after(LOOK_EVERY, () => {
      if (look()) house.onChange();
      lookAgain();
    });
  };
  look();
  lookAgain();
  return {
    of: (live) => endsOf(authorityOf(authority, live)),
    real: () => endsOf(authority),
    stop: () => stopLooking?.(),
  };
};
