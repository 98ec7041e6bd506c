/**
 * Set-up cannot go on, and a person can mend it: one sentence, and one command where there is one.
 * Everything else that goes wrong is a fault and keeps its stack.
 */
export class SetupRefusal extends Error {
  /**
   * @param {string} sentence what is missing, as a whole sentence
   * @param {string} [mend] the one command that mends it
   * @param {ErrorOptions} [options]
   */
  constructor(sentence, mend, options) {
    super(sentence, options);
    this.name = 'SetupRefusal';
    /** @type {string | undefined} */
    this.mend = mend;
  }
}

/**
 * @param {unknown} error
 * @returns {string} what went wrong, in words
 */
export const reasonOf = (error) => (error instanceof Error ? error.message : String(error));
