import { readCertificate } from './verify/certificate.ts';
import type { Trust } from './verify/path.ts';
import { judgeStamp, readStamp } from './verify/time-stamp.ts';

/** Does this token over this SHA-256 prove a time, as our own verifier judges it? */
export type TimeTrust = (token: Uint8Array, sha256: Uint8Array) => Promise<boolean>;

/** Of proving a path (S16). */
const BUDGET = 100_000;

/** Our clock and that of an authority may be apart so far, in milliseconds: less than what the verifier objects to. */
const MOST_APART = 4 * 60_000;

/** S55: by these roots (PEM) and no others. A token that proves nothing to ourselves is not worth what it takes in a document. */
export const createTimeTrust = (roots: readonly string[], now: () => Date): TimeTrust => {
  const timeRoots = roots.map(readCertificate);
  return async (token, sha256) => {
    const trust: Trust = { roots: [], timeRoots, now: now(), pool: new Map(), proofs: new Map() };
    const imprint = Buffer.from(sha256);
    const stamp = await readStamp(Buffer.from(token), async () => imprint, 'time-stamp-mismatch', trust.pool);
    const judged = await judgeStamp(stamp, null, { others: [], items: [] }, trust, { left: BUDGET });
    // S106: what is signed now and stamped as of long ago contradicts itself for ever.
    return judged.proof !== null && Math.abs(trust.now.getTime() - judged.proof.at.getTime()) <= MOST_APART;
  };
};
