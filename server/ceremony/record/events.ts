import { z } from 'zod';
import { DELIVERIES, ERASURE_REASONS } from '#contract/constants';
import { reachedEvidence, sealedEvidence, timeStamp, timestampProblem, wave } from '#contract/fields';
import { identifier, sha256 } from '#contract/ids';

const position = z.int().min(1);
/** The document `minutes` as it stands after the event, with one more document timestamp; its segment stands beside it. */
const grown = { sha256, bytes: z.int(), timestamp: timeStamp, ...reachedEvidence };
const custodian = { custodianId: identifier };

export const recordEvents = {
  /** The Merkle root over events 1 to `upTo`, taken when the session of a wave has closed. */
  'checkpoint-made': z.strictObject({ upTo: position, root: sha256, wave }),
  /** The root over everything up to `upTo`: what custodians keep. */
  'record-fixed': z.strictObject({ upTo: position, root: sha256 }),
  /** The minutes stand as the first segment of the document `minutes`, beside this event. */
  'minutes-sealed': z.strictObject({
    sha256,
    bytes: z.int(),
    pages: z.int(),
    upTo: position,
    root: sha256,
    /** C232: of the token in the seal, and why it is not the external authority's. */
    timestamp: timeStamp.nullable(),
    timestampProblem,
    ...sealedEvidence,
  }),
  /** What was pending at the seal has come. */
  'minutes-archived': z.strictObject(grown),
  /** One more document timestamp, before the one before it grows too old. */
  'minutes-archive-renewed': z.strictObject({ ...grown, by: identifier }),

  /** Name, institution and address stand beside the chain. */
  'custodian-named': z.strictObject({ ...custodian, commitment: sha256 }),
  'custodian-removed': z.strictObject({ ...custodian }),
  'root-delivered': z.strictObject({ ...custodian, how: z.enum(DELIVERIES), upTo: position, root: sha256 }),

  /** The subjects whose bytes are erased in the very append that says so. */
  'personal-erased': z.strictObject({
    personId: identifier,
    subjects: z.array(z.string()).readonly(),
    reason: z.enum(ERASURE_REASONS),
  }),
} as const;
