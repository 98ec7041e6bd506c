import type { Stamped } from '#agreement/commands';
import type { LiveCeremony } from '#projections/live-ceremony';
import { tokenReserve } from '#signing/reserve';
import { TimeStampFault, type TimeStamper } from '#signing/time-stamp';
import type { Tools } from './act.ts';
import { stampInTurns } from './stamp-in-turns.ts';

/** What the organiser's signature is told of its timestamp. */
export type SealStamp = { readonly stamper: TimeStamper | null };

/** A signature by the organiser's key, with the timestamp that is to be had in time (A35); and who attested it. */
export const sealStamped = async <Signed>(
  live: LiveCeremony,
  { timeStamps, turn }: Pick<Tools, 'timeStamps' | 'turn'>,
  sign: (stamp: SealStamp) => Promise<Signed>,
): Promise<{ readonly signed: Signed; readonly stamped: Stamped }> => {
  const first = timeStamps.external(live) ?? timeStamps.own(live);
  let stamped: Stamped = { timestamp: null, problem: null };
  const soon: TimeStamper = {
    ...first,
    stamp: async (sha256) => {
      const { token, timestamp, problem } = await timeStamps.soon(live, sha256);
      stamped = { timestamp, problem };
      if (token !== null && token.length > tokenReserve(soon)) {
        // Larger than any before. A35: it is sealed without; the document timestamp follows.
        stamped = { timestamp: null, problem: 'too-large' };
        throw new TimeStampFault('The timestamp has no room in the seal');
      }
      if (token === null) throw new TimeStampFault('Nobody attests the time');
      return token;
    },
  };
  try {
    return { signed: await stampInTurns(turn, soon, (stamper) => sign({ stamper })), stamped };
  } catch (error) {
    if (!(error instanceof TimeStampFault)) throw error;
    return { signed: await turn(() => sign({ stamper: null })), stamped };
  }
};
