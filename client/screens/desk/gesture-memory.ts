// A gesture that was made and is not finished, kept for this tab: after a reload it goes on where it was (W51). At a
// shared table nothing is kept: there a reload ends the sitting.

/** What the gesture was for: these agreements with what was consented to, or the rest of a wave. */
export type Gesture =
  | { readonly kind: 'agreements'; readonly consented: { readonly [agreementId: string]: string } }
  | { readonly kind: 'wave'; readonly wave: number };

type Kept = { readonly gesture: Gesture; readonly madeAt: number };
type Owner = { readonly ceremonyId: string; readonly personId: string };

/** A gesture older than this, in milliseconds, was given up. */
const GOOD_FOR = 10 * 60_000;

const nameOf = ({ ceremonyId, personId }: Owner): string => `teken.gesture.${ceremonyId}.${personId}`;

export const keepGesture = (storage: Storage, owner: Owner, gesture: Gesture, now: number): void => {
  try {
    storage.setItem(nameOf(owner), JSON.stringify({ gesture, madeAt: now } satisfies Kept));
  } catch {
    // Storage is forbidden or full: the gesture then lasts as long as the page.
  }
};

export const forgetGesture = (storage: Storage, owner: Owner): void => {
  try {
    storage.removeItem(nameOf(owner));
  } catch {
    // As above.
  }
};

export const keptGesture = (storage: Storage, owner: Owner, now: number): Gesture | null => {
  try {
    const kept = JSON.parse(storage.getItem(nameOf(owner)) ?? 'null') as Kept | null;
    return kept === null || now - kept.madeAt > GOOD_FOR ? null : kept.gesture;
  } catch {
    return null;
  }
};
