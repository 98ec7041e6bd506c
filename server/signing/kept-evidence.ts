import type { Current, Missing } from './web-evidence.ts';

// S53: however many documents need it, what an issuer publishes is asked for once, and kept while it counts.

export type Found = { readonly ok: true; readonly der: Uint8Array } | Missing;
/** `name`: what is asked for; `fetch`: asks for it, when that has to be. */
export type KeptEvidence = (name: string, fetch: () => Promise<Current | Missing>) => Promise<Found>;

/** `at`: when it was asked for. */
type Asked = { readonly at: number; readonly found: Promise<Found> };

/** S53, in milliseconds: what is current still counts when nothing newer is to be had. */
const ASK_AGAIN = 3_600_000;

/** `pauseMs`: what did not come is not asked for again for so long. `most`: how many are kept. */
export function createKeptEvidence(options: {
  readonly now: () => Date;
  readonly pauseMs: number;
  readonly most: number;
}): KeptEvidence {
  const { now, pauseMs, most } = options;
  const kept = new Map<string, Asked>();
  /** The last good one of each. */
  const good = new Map<string, Current>();
  const currentOf = (name: string): Current | null => {
    const own = good.get(name);
    return own !== undefined && own.until > now() ? own : null;
  };

  const ask = async (name: string, fetch: () => Promise<Current | Missing>): Promise<Found> => {
    const found = await fetch();
    if ('der' in found) {
      good.set(name, found);
      return copyOf(found);
    }
    const last = currentOf(name);
    return last === null ? found : copyOf(last);
  };

  const keep = (name: string, one: Asked): void => {
    kept.delete(name);
    kept.set(name, one);
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
      good.delete(oldest);
    }
  };

  return async (name, fetch) => {
    const known = kept.get(name);
    if (known !== undefined) {
      const found = await known.found;
      const age = Math.abs(now().getTime() - known.at);
      const isGood = found.ok && currentOf(name) !== null && age < ASK_AGAIN;
      if (isGood || (!found.ok && age < pauseMs)) return found;
      // Who else noticed it has asked meanwhile.
      const other = kept.get(name);
      if (other !== undefined && other !== known) return other.found;
    }
    const asked = { at: now().getTime(), found: ask(name, fetch) };
    keep(name, asked);
    return asked.found;
  };
}

const copyOf = ({ der }: Current): Found => ({ ok: true, der: new Uint8Array(der) });
