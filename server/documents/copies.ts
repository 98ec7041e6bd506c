import { createOneThread } from './one-thread.ts';

/** The copy for folders (D50) of the file with this SHA-256; null when so many wait that whoever asks comes again. */
export type Copies = (sha256: string, signed: Uint8Array) => Promise<Uint8Array | null>;

const THREAD = new URL('copy-thread.ts', import.meta.url);
/** Asked for and not yet made. */
const MOST_WAITING = 32;
/** What was made last, to be had again at no cost. */
const KEPT = 8;

/** H57: each takes tenths of a second: in a thread of its own, one after another, each once for all who ask meanwhile. */
export const createCopies = ({ most = MOST_WAITING }: { readonly most?: number } = {}): Copies => {
  const made = new Map<string, Promise<Uint8Array | null>>();
  const thread = createOneThread<Uint8Array, Uint8Array>(THREAD, most);
  let waiting = 0;

  return async (sha256, signed) => {
    const known = made.get(sha256);
    if (known !== undefined) return known;
    waiting += 1;
    const mine = thread.make(signed).finally(() => (waiting -= 1));
    made.set(sha256, mine);
    mine.then(
      (copy) => copy === null && made.delete(sha256),
      () => made.delete(sha256),
    );
    for (const old of made.keys()) if (made.size > KEPT + waiting) made.delete(old);
    return mine;
  };
};
