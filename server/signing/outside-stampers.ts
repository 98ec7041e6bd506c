import { createTimeStampers, type TimeStampers } from './time-stamp-client.ts';
import { createTimeTrust } from './time-trust.ts';

/** Time-stamp authorities of others. */
export type OutsideStampers = {
  readonly urls: readonly string[];
  readonly timeoutMs: number;
  /** PEM: by which their timestamps are judged, when they are taken and when somebody verifies. */
  readonly roots: readonly string[];
  /** How long one that failed is left in peace, in milliseconds. */
  readonly pauseMs?: number;
};

const PAUSE = 30_000;

/** Asked in their order; null where there are none. */
export const openOutsideStampers = (
  outside: OutsideStampers | undefined,
  house: { readonly now: () => Date; readonly randomBytes: (length: number) => Uint8Array },
): TimeStampers | null =>
  outside === undefined || outside.urls.length === 0
    ? null
    : createTimeStampers(outside.urls, {
        timeoutMs: outside.timeoutMs,
        pauseMs: outside.pauseMs ?? PAUSE,
        now: house.now,
        isTrusted: createTimeTrust(outside.roots, house.now),
        randomBytes: house.randomBytes,
      });
