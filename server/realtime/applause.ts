/** Claps of each ceremony since applause was allowed, in memory: nobody's clap is worth a place in the ledger. */
export type Applause = {
  /** Counts from nothing: the director has allowed it. */
  begin(ceremonyId: string): void;
  clap(ceremonyId: string, personId: string, now: number): void;
  /** Claps within the last two seconds before `now`, in milliseconds of any one clock. */
  level(ceremonyId: string, now: number): number;
  /** Since it was allowed, in this process: how many claps of how many people. */
  count(ceremonyId: string): { readonly claps: number; readonly people: number };
};

const WINDOW_MS = 2_000;
const STEP_MS = 250;

type Counted = { claps: number; readonly people: Set<string>; readonly steps: Map<number, number> };

export const createApplause = (): Applause => {
  const ceremonies = new Map<string, Counted>();
  const of = (ceremonyId: string): Counted => {
    const known = ceremonies.get(ceremonyId) ?? { claps: 0, people: new Set<string>(), steps: new Map() };
    ceremonies.set(ceremonyId, known);
    return known;
  };
  return {
    begin: (ceremonyId) => void ceremonies.delete(ceremonyId),
    clap: (ceremonyId, personId, now) => {
      const counted = of(ceremonyId);
      counted.claps += 1;
      counted.people.add(personId);
      const step = Math.floor(now / STEP_MS);
      counted.steps.set(step, (counted.steps.get(step) ?? 0) + 1);
    },
    level: (ceremonyId, now) => {
      const { steps } = of(ceremonyId);
      let level = 0;
      for (const [step, claps] of steps) {
        // Behind the window, or ahead of a clock that went back: neither is now.
        if (step * STEP_MS <= now - WINDOW_MS || step * STEP_MS > now) steps.delete(step);
        else level += claps;
      }
      return level;
    },
    count: (ceremonyId) => {
      const { claps, people } = of(ceremonyId);
      return { claps, people: people.size };
    },
  };
};
