import type { Reached } from '#agreement/commands';
import type { Stamp } from '#agreement/events';
import { NotAsWritten } from '#projections/not-as-written';
import type { ValidationData } from '#signing/long-term';
import { sha256Hex } from '#signing/revision-writer';
import type { TimeStamper } from '#signing/time-stamp';
import type { Proposal, Tools } from './act.ts';
import { gatherForeign, joined, reach } from './append-evidence.ts';
import { notAsWritten } from './as-written.ts';
import type { Relying } from './foreign-evidence.ts';
import { readGrowing } from './read-growing.ts';
import { appendStamp } from './stamp-document.ts';

export type ArchiveTools = Pick<Tools, 'store' | 'turn' | 'timeStamps' | 'revocations' | 'foreign'>;

/** What of others cannot be had now, as a sentence. */
export type Missing = { readonly missing: string };

export type GrownArchive = {
  readonly segment: NonNullable<Proposal['segments']>[number];
  /** What the law is asked to write down of it. */
  readonly told: {
    readonly baseSha256: string;
    readonly sha256: string;
    readonly bytes: number;
    readonly timestamp: Stamp;
    readonly reached: Reached;
  };
};

/** Nothing of the house, which put its own in at the seal. */
export const NOTHING_OF_OURS: ValidationData = { certificates: [], crls: [] };

/**
 * A38, C226: what others have issued since, and a document timestamp over it and over the whole document. Rejects with the
 * stamper's TimeStampFault.
 */
export const growArchive = async (
  relying: Relying,
  tools: ArchiveTools,
  by: {
    /** Under which the store keeps it, how many segments it has, and its length and hash. */
    readonly document: string;
    /** Whose events name it. */
    readonly stream: string;
    readonly segments: number;
    readonly bytes: number;
    readonly sha256: string;
    readonly stamper: TimeStamper;
    /** Of the house, made now. */
    readonly own: ValidationData;
  },
): Promise<GrownArchive | Missing> => {
  const document = await readGrowing(tools.store, relying.live, by);
  if (document === 'missing') throw new NotAsWritten(`The document ${by.document} is missing from the store.`);
  // F43: what was changed in the store would else be stamped, and its hash written down as the document's.
  if (document === 'differs') return { missing: notAsWritten(by.document) };
  const { own } = by;
  const others = await gatherForeign(relying, document, tools);
  const { lacking } = others;
  // F32: better nothing now than a timestamp over half of it, unless there will never be more.
  if (lacking !== null && lacking.problem !== 'no-list') return { missing: lacking.detail };
  const { segment, timestamp } = await appendStamp(document, tools, by.stamper, joined(own, others.data));
  const bytes = Buffer.concat([document, segment]);
  const reached = await reach(relying, bytes, tools, { own, others, known: 'B-LTA', problem: null });
  return {
    segment: { document: by.document, index: by.segments, bytes: segment },
    told: {
      baseSha256: by.sha256,
      sha256: sha256Hex(bytes),
      bytes: bytes.length,
      timestamp,
      reached,
    },
  };
};

/** As many as may follow one another at once; in a year no timestamp loses its worth. */
const FREE_SEGMENTS = 12;
const A_YEAR = 365 * 86_400_000;

/** F35: no reader follows a document without end, and one that has too many revisions is judged as damaged. */
export const isFull = (segments: number, archive: { readonly at: string } | null, now: Date): boolean =>
  segments >= FREE_SEGMENTS && archive !== null && now.getTime() - Date.parse(archive.at) < A_YEAR;
