import type { DocumentAttester } from '#contract/attester';
import type { MinutesEvidence } from '#contract/views/agreements';
import { attesterWordsEn } from './en/attester.ts';
import { attesterWordsId } from './id/attester.ts';
import { words } from './words.ts';

const attester = words(attesterWordsId, attesterWordsEn);

/** F60: how far the evidence in a document reaches and who attests its times; at every desk the same. */
export const tellEvidence = ({ level, attestedBy }: MinutesEvidence): string => {
  const { by, evidence, notTold } = attester();
  return attestedBy === null ? notTold(level) : evidence(level, by[attestedBy]);
};

/** As it stands within a sentence. */
export const tellTime = (by: DocumentAttester): string => attester().time(attester().by[by]);

/** As it stands by itself. */
export const tellAttester = (by: DocumentAttester): string => {
  const told = attester().by[by];
  return `${told.charAt(0).toUpperCase()}${told.slice(1)}.`;
};
