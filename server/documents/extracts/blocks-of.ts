import type { ExtractFacts } from '#contract/extract-facts';
import type { Language } from '../language.ts';
import type { PageBlock } from '../layout.ts';
import { attendanceBlocks } from './attendance.ts';
import { completionBlocks } from './completion.ts';
import { pressBlocks } from './press.ts';
import { witnessBlocks } from './witness.ts';

type InEachLanguage = Exclude<ExtractFacts, { kind: 'participation' }>;

/** What an extract says in one language. */
export const extractBlocks = (facts: InEachLanguage, language: Language): readonly PageBlock[] => {
  switch (facts.kind) {
    case 'completion':
      return completionBlocks(facts, language);
    case 'witness':
      return witnessBlocks(facts, language);
    case 'attendance':
      return attendanceBlocks(facts, language);
    case 'press':
      return pressBlocks(facts, language);
  }
};
