import type { ExtractFacts } from '#contract/extract-facts';
import type { Language } from '../language.ts';
import type { Block } from '../markdown.ts';
import { attendanceBlocks } from './attendance.ts';
import { completionBlocks } from './completion.ts';
import { participationBlocks } from './participation.ts';
import { pressBlocks } from './press.ts';
import { witnessBlocks } from './witness.ts';

/** What an extract says in one language. */
export const extractBlocks = (facts: ExtractFacts, language: Language): readonly Block[] => {
  switch (facts.kind) {
    case 'completion':
      return completionBlocks(facts, language);
    case 'witness':
      return witnessBlocks(facts, language);
    case 'attendance':
      return attendanceBlocks(facts, language);
    case 'participation':
      return participationBlocks(facts, language);
    case 'press':
      return pressBlocks(facts, language);
  }
};
