import type { MediaProblem } from '#contract/signals';

/** What a signal comes to: its acknowledgement, or why not. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: MediaProblem };

export const granted = <Value>(value: Value): Outcome<Value> => ({ ok: true, value });
export const refused = (code: MediaProblem): Outcome<never> => ({ ok: false, code });
