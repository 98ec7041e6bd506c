import { rmSync } from 'node:fs';
import { SetupRefusal, reasonOf } from '../refusal.mjs';

/**
 * @typedef {{
 *   name: string,
 *   find: () => Promise<string | undefined>,
 *   ours: boolean,
 * }} Candidate `find` gives the worker's path, nothing where there is none to try, or throws the reason; `ours` means
 * that Teken made the file and may take it away again
 */

/**
 * Tries one after another and takes the first that works.
 * @param {readonly Candidate[]} candidates
 * @param {(worker: string) => Promise<string | undefined>} prove gives the reason when the worker does not work
 * @param {(line: string) => void} say told of each one that is passed over, with the reason
 * @returns {Promise<string>} refuses with the last one's reason, which is the one that can be mended
 */
export const firstProved = async (candidates, prove, say) => {
  /** @type {unknown} */
  let last;
  for (const { name, find, ours } of candidates) {
    try {
      const worker = await find();
      if (worker === undefined) continue;
      const reason = await prove(worker);
      if (reason === undefined) return worker;
      // A spoilt file of our own would be found again at every start.
      if (ours) rmSync(worker, { force: true });
      throw new SetupRefusal(`${worker} does not work: ${reason}.`);
    } catch (error) {
      last = error;
      say(`Media worker: ${name} is not used: ${reasonOf(error)}`);
    }
  }
  const mend = last instanceof SetupRefusal ? last.mend : undefined;
  throw new SetupRefusal(
    `There is no media worker that works on this machine. ${reasonOf(last ?? 'None could be tried.')}`,
    mend ?? 'MEDIASOUP_WORKER_BIN=/path/to/mediasoup-worker npm start',
    { cause: last },
  );
};
