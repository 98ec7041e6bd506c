import { answerOf, isRefusal, refuse, type Refusal, type Refused } from '#contract/refusal';
import type { Ceremonies } from '#flow/ceremonies';
import { permitted } from '#flow/permitted';
import type { Viewer } from '#flow/viewer';
import { applauseRule } from '#identity/permissions';
import type { Clock } from '#platform/clock';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Applause } from './applause.ts';
import { CLAPS } from './person-limits.ts';

type Answer = { readonly ok: true } | Refused;

/** While it sounds, the level is told four times a second at most, and once more when it has died away (C109). */
const FADE_MS = 500;

/** The event `applaud`: judged like any wish, counted in memory, written nowhere. */
export const createApplauseEdge = (house: {
  readonly ceremonies: Ceremonies;
  readonly applause: Applause;
  readonly clock: Clock;
  /** Says that the level has changed. */
  readonly touch: (ceremonyId: string) => void;
}): { clap(viewer: Viewer): Promise<Answer>; stop(): void } => {
  const counter = new RateLimiterMemory({ ...CLAPS, keyPrefix: 'clap' });
  const fading = new Map<string, NodeJS.Timeout>();

  const fade = (ceremonyId: string): void => {
    if (fading.has(ceremonyId)) return;
    const timer = setTimeout(() => {
      fading.delete(ceremonyId);
      house.touch(ceremonyId);
      if (house.applause.level(ceremonyId, house.clock.now().getTime()) > 0) fade(ceremonyId);
    }, FADE_MS);
    fading.set(ceremonyId, timer);
  };

  const refusalOf = (viewer: Viewer): Refusal | null => {
    const asked = permitted(house.ceremonies.find(viewer.ceremonyId), viewer, [applauseRule]);
    if (isRefusal(asked)) return asked;
    // C108: off unless the director has allowed it.
    return asked.live.ceremony.applauseSince === null ? refuse('applause-off', 'Applause is not allowed now.') : null;
  };

  return {
    clap: async (viewer) => {
      const refusal = refusalOf(viewer);
      if (refusal !== null) return answerOf(refusal);
      const { ceremonyId, personId } = viewer;
      try {
        await counter.consume(`${ceremonyId}/${personId}`);
      } catch {
        return answerOf(refuse('too-fast', 'Nobody claps as fast as that.'));
      }
      house.applause.clap(ceremonyId, personId, house.clock.now().getTime());
      house.touch(ceremonyId);
      fade(ceremonyId);
      return { ok: true };
    },
    stop: () => {
      for (const timer of fading.values()) clearTimeout(timer);
      fading.clear();
    },
  };
};
