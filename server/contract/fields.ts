import { z } from 'zod';
import { EVIDENCE_PROBLEMS, PADES_LEVELS, TIME_ATTESTERS, TIMESTAMP_PROBLEMS } from './constants.ts';

// Fields that many commands and events have.

/** The number of a signing session's wave. */
export const wave = z.int().min(1).max(99);

/** ISO 8601, with its offset. */
export const instant = z.iso.datetime({ offset: true });

/** In both languages, as it is kept: how long a text may be was asked when it came in. */
export const bilingual = z.strictObject({ id: z.string(), en: z.string() }).readonly();

/** Who attested a time: `authority` as its certificate names it. */
export const timeStamp = z.strictObject({ by: z.enum(TIME_ATTESTERS), authority: z.string().max(200) }).readonly();
/** Null: there is what was asked for. */
export const timestampProblem = z.enum(TIMESTAMP_PROBLEMS).nullable();
/** How far the evidence in a document reaches, and why no farther. */
export const reachedEvidence = {
  level: z.enum(PADES_LEVELS),
  archiveProblem: z.enum(EVIDENCE_PROBLEMS).nullable(),
};
/** The same at a seal, with its document timestamp. */
export const sealedEvidence = { ...reachedEvidence, archive: timeStamp.nullable() };
