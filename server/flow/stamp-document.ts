import type { Stamped } from '#agreement/commands';
import type { Stamp } from '#agreement/events';
import type { LiveCeremony } from '#projections/live-ceremony';
import { appendArchive, type ValidationData } from '#signing/long-term';
import type { OpenDocument } from '#signing/open-document';
import { tokenReserve } from '#signing/reserve';
import { TimeStampFault, type TimeStamper } from '#signing/time-stamp';
import type { Tools } from './act.ts';
import { stampInTurns } from './stamp-in-turns.ts';
import { problemIn, stampOf } from './time-stamps.ts';

type Parts = Pick<Tools, 'timeStamps' | 'turn'>;

/**
 * F14: the timestamp over a whole document, by the external authority where there is one: it alone is worth waiting for.
 * Without a token the segment is empty and the reason told. `before`: how the document's last signature fared.
 */
export const stampDocument = async (
  live: LiveCeremony,
  document: Uint8Array | OpenDocument,
  tools: Parts,
  before: Stamped,
): Promise<{ readonly segment: Uint8Array; readonly archive: Stamped }> => {
  const { timeStamps } = tools;
  try {
    const stamper = timeStamps.external(live) ?? timeStamps.own(live);
    const { segment, timestamp } = await appendStamp(document, tools, stamper, NOTHING_NEW);
    return { segment, archive: { timestamp, problem: null } };
  } catch (error) {
    const problem = problemIn(error);
    // That it is left in peace says less than what went wrong a moment ago.
    const told = problem === 'resting' ? (before.problem ?? problem) : problem;
    return { segment: new Uint8Array(), archive: { timestamp: null, problem: told } };
  }
};

const NOTHING_NEW: ValidationData = { certificates: [], crls: [] };

/** Validation data that is new and a document timestamp, as one segment. Rejects with the stamper's TimeStampFault. */
export const appendStamp = async (
  document: Uint8Array | OpenDocument,
  { turn }: Parts,
  stamper: TimeStamper,
  data: ValidationData,
): Promise<{ readonly segment: Uint8Array; readonly timestamp: Stamp }> => {
  const reserve = tokenReserve(stamper);
  let timestamp: Stamp | null = null;
  const told: TimeStamper = {
    ...stamper,
    stamp: async (sha256) => {
      const token = await stamper.stamp(sha256);
      if (token.length > reserve)
        throw new TimeStampFault(`The timestamp of ${stamper.name} needs ${token.length} bytes`);
      timestamp = stampOf(stamper, token);
      return token;
    },
  };
  const { segment } = await stampInTurns(turn, told, (waiting) =>
    appendArchive(document, { ...data, stamper: waiting, reserve }),
  );
  if (timestamp === null) throw new Error('A document timestamp without a token.');
  return { segment, timestamp };
};
