import { X509Certificate } from 'node:crypto';
import type { Stamped } from '#agreement/commands';
import type { Stamp } from '#agreement/events';
import type { TimestampProblem } from '#contract/constants';
import type { Clock } from '#platform/clock';
import type { LiveCeremony } from '#projections/live-ceremony';
import type { Authority, OneAuthority } from '#signing/authority';
import { CMS_RESERVE, CMS_RESERVE_OUTSIDE_STAMP } from '#signing/reserve';
import { TimeStampFault, type TimeStamper } from '#signing/time-stamp';
import { createOwnTimeStamper } from '#signing/time-stamp-own';
import { readTimeStampToken } from '#signing/time-stamp-reading';
import { authorityOf } from './tools-of.ts';

export type Token = Stamped & { readonly token: Uint8Array | null };

/** Who attests the times of a ceremony, and how long that is waited for. */
export type TimeStamps = {
  /** The organiser's own: it answers at once. */
  own(live: LiveCeremony): TimeStamper;
  /** Somebody else's; null where there is none, and for a rehearsal. */
  external(live: LiveCeremony): TimeStamper | null;
  /** F13: from the external authority if it answers in time, else from the organiser's own. Never rejects. */
  soon(live: LiveCeremony, sha256: Uint8Array): Promise<Token>;
};

/** What is kept for a token beside a signature. */
const MOST = CMS_RESERVE_OUTSIDE_STAMP - CMS_RESERVE;

/** `timeoutMs`: how long a signature waits for the external authority at most. */
export const createTimeStamps = (house: {
  readonly authority: Authority;
  readonly external: TimeStamper | null;
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly randomBytes: (length: number) => Uint8Array;
}): TimeStamps => {
  const ownOf = ({ timeSigner: signer, name }: OneAuthority): TimeStamper =>
    createOwnTimeStamper({ signer, name, now: () => house.clock.now(), randomBytes: house.randomBytes });
  const real = ownOf(house.authority);
  const rehearsal = ownOf(house.authority.rehearsal);
  const own = (live: LiveCeremony): TimeStamper =>
    authorityOf(house.authority, live) === house.authority ? real : rehearsal;
  // C39: nobody outside attests what was only practised.
  const external = (live: LiveCeremony): TimeStamper | null => {
    if (own(live) !== real || house.external === null) return null;
    const known = house.external.tokenBytes;
    // Where it does not answer in time, the organiser's own token has to have room.
    return known === undefined
      ? house.external
      : { ...house.external, tokenBytes: Math.max(known, real.tokenBytes ?? 0) };
  };

  return {
    own,
    external,
    soon: async (live, sha256) => {
      const first = external(live);
      let problem: TimestampProblem | null = null;
      if (first !== null) {
        const asked = await inTime(first.stamp(sha256), house.timeoutMs);
        if (asked instanceof Uint8Array && asked.length <= MOST) {
          return { token: asked, timestamp: stampOf(first, asked), problem: null };
        }
        problem = asked instanceof Uint8Array ? 'too-large' : asked;
      }
      const ours = own(live);
      try {
        // Better the organiser's word in the signature than nothing: the document timestamp of the seal covers it.
        return { token: await ours.stamp(sha256), timestamp: { by: 'organiser', authority: ours.name }, problem };
      } catch (error) {
        const kind = error instanceof TimeStampFault ? error.kind : 'rejected';
        return { token: null, timestamp: null, problem: problem ?? kind };
      }
    },
  };
};

const inTime = async (token: Promise<Uint8Array>, timeoutMs: number): Promise<Uint8Array | TimestampProblem> => {
  const late = Promise.withResolvers<TimestampProblem>();
  const timer = setTimeout(late.resolve, timeoutMs, 'timed-out');
  try {
    return await Promise.race([token.catch(problemIn), late.promise]);
  } finally {
    clearTimeout(timer);
  }
};

/** Who gave this token, as the ledger names it. */
export const stampOf = (stamper: TimeStamper, token: Uint8Array): Stamp => ({
  by: stamper.attestedBy,
  authority: (stamper.attestedBy === 'external' ? nameIn(token) : null) ?? stamper.name,
});

const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const LONGEST_NAME = 200;

/** Of the certificate for time-stamping that the token carries. */
const nameIn = (token: Uint8Array): string | null => {
  const own = (readTimeStampToken(token)?.certificates ?? [])
    .map((der) => new X509Certificate(der))
    .find(({ keyUsage }) => keyUsage?.includes(TIME_STAMPING));
  const name = /^CN=(.+)$/m.exec(own?.subject ?? '')?.[1];
  return name === undefined ? null : name.slice(0, LONGEST_NAME);
};

/** Why there is no token, of what a stamper rejects with. What is no fault of time-stamping is thrown on. */
export const problemIn = (error: unknown): TimestampProblem => {
  if (!(error instanceof TimeStampFault)) throw error;
  return error.kind;
};
