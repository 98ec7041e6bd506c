import { attesterEn } from '#contract/attester';
import type { attesterWordsId } from '../id/attester.ts';
import type { WordsOf } from '../words.ts';

export const attesterWordsEn: WordsOf<typeof attesterWordsId> = {
  by: attesterEn,
  evidence: (level, by) => `PAdES ${level}, time ${by}`,
  time: (by) => `time ${by}`,
  notTold: (level) => `PAdES ${level}; the ledger does not say who attested the time of its seal`,
};
