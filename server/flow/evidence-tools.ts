import type { Clock } from '#platform/clock';
import type { RandomBytes } from '#platform/random';
import type { Turn } from '#platform/turns';
import type { Authority } from '#signing/authority';
import type { AskingOptions } from '#signing/foreign-lists';
import { createForeignRevocations } from '#signing/foreign-revocations';
import { openOutsideStampers, type OutsideStampers } from '#signing/outside-stampers';
import type { TimeStampers } from '#signing/time-stamp-client';
import type { Ceremonies } from './ceremonies.ts';
import { createForeignEvidence, type ForeignEvidence } from './foreign-evidence.ts';
import { createRevocations, type Revocations } from './revocations.ts';
import { createTimeStamps, type TimeStamps } from './time-stamps.ts';

export type EvidenceParts = {
  readonly ceremonies: Ceremonies;
  readonly authority: Authority;
  /** Time-stamp authorities of others, if there are any. */
  readonly tsa: OutsideStampers | undefined;
  /** PEM: of the recognised issuers whose certificates people may sign with. */
  readonly recognisedRoots: readonly string[];
  /** How long revocation lists of other issuers are waited for; the standard unless told. */
  readonly lists?: Omit<AskingOptions, 'now'> | undefined;
  readonly turn: Turn;
  readonly clock: Clock;
  readonly random: RandomBytes;
};

/** What documents are stamped and proved with, by the house itself and by others. */
export const createEvidenceTools = (
  parts: EvidenceParts,
): {
  readonly timeStamps: TimeStamps;
  readonly revocations: Revocations;
  readonly foreign: ForeignEvidence;
  /** Null where there is none. */
  readonly external: TimeStampers | null;
} => {
  const { ceremonies, authority, tsa, recognisedRoots, turn, clock, random: randomBytes } = parts;
  const now = (): Date => clock.now();
  const external = openOutsideStampers(tsa, { now, randomBytes });
  const lists = createForeignRevocations({ ...parts.lists, now });
  const timeRoots = tsa?.roots ?? [];
  return {
    timeStamps: createTimeStamps({ authority, external, timeoutMs: tsa?.timeoutMs ?? 0, clock, randomBytes }),
    revocations: createRevocations({ ceremonies, authority, clock }),
    foreign: createForeignEvidence({ authority, lists, recognisedRoots, timeRoots, turn, clock }),
    external,
  };
};
