/** What the service answers instead: a status, and the standard's own word for it. */
export class Refused extends Error {
  readonly status: number;
  readonly error: string;
  constructor(status: number, error: string, words: string) {
    super(words);
    this.status = status;
    this.error = error;
  }
}
