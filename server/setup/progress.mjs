/**
 * What set-up is doing, for a person and for a log. On a terminal one line is rewritten; elsewhere there is a line
 * when a step begins, one per tenth of the way, and one when it ends.
 */

/**
 * @typedef {{ done: number, of: number } | string} Advance
 * @typedef {(advance: Advance) => void} Report
 * @typedef {{ write(text: string): unknown, isTTY?: boolean | undefined }} Output
 * @typedef {{
 *   step<T>(name: string, work: (report: Report) => Promise<T>): Promise<T>,
 *   say(line: string): void,
 * }} Progress
 */

/**
 * @param {number} milliseconds
 * @returns {string} such as "0.4 s", "12 s", "3 min 5 s"
 */
export const inWords = (milliseconds) => {
  if (milliseconds < 10_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
};

/** @param {Advance} advance */
const advanceInWords = (advance) => (typeof advance === 'string' ? advance : `${advance.done} of ${advance.of}`);

/** @param {Advance} advance */
const tenthOf = (advance) => (typeof advance === 'string' ? advance : Math.floor((advance.done / advance.of) * 10));

/**
 * @param {Output} output
 * @param {() => number} now milliseconds, only differences count
 * @returns {Progress}
 */
export const createProgress = (output, now = () => performance.now()) => {
  const terminal = output.isTTY === true;
  const clear = terminal ? '\r\u001B[2K' : '';

  return {
    say: (line) => void output.write(`${clear}${line}\n`),

    async step(name, work) {
      const begun = now();
      /** @type {Advance | undefined} */
      let latest;
      const draw = () =>
        output.write(
          `${clear}${name} … ${latest === undefined ? '' : `${advanceInWords(latest)}, `}${inWords(now() - begun)}`,
        );
      const ticking = terminal ? setInterval(draw, 500) : undefined;
      ticking?.unref();
      if (terminal) draw();
      else output.write(`${name} …\n`);

      /** @type {Report} */
      const report = (advance) => {
        const moved = latest === undefined || tenthOf(advance) !== tenthOf(latest);
        latest = advance;
        if (terminal) draw();
        else if (moved) output.write(`${name}: ${advanceInWords(advance)} (${inWords(now() - begun)})\n`);
      };

      try {
        const result = await work(report);
        output.write(`${clear}${name}: done in ${inWords(now() - begun)}\n`);
        return result;
      } catch (error) {
        output.write(`${clear}${name}: failed after ${inWords(now() - begun)}\n`);
        throw error;
      } finally {
        clearInterval(ticking);
      }
    },
  };
};
