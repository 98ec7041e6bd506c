import { attesterId } from '#contract/attester';

/** Who attests the times of a document: the same words wherever a document is told of. */
export const attesterWordsId = {
  by: attesterId,
  /** Of a document's evidence as a whole. */
  evidence: (level: string, by: string): string => `PAdES ${level}, waktu ${by}`,
  time: (by: string): string => `waktu ${by}`,
  notTold: (level: string): string => `PAdES ${level}; jurnal tidak menyebut siapa yang menyatakan waktu segelnya`,
};
