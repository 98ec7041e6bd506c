import type { Problem } from '#contract/problems';

/** A media signal that the server refused, or that found no connection. */
export class SignalRefused extends Error {
  readonly code: Problem['code'];
  constructor({ code, detail }: Problem) {
    super(`${code}: ${detail}`);
    this.name = 'SignalRefused';
    this.code = code;
  }
}
