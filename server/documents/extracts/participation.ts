import type { ParticipationFacts } from '#contract/extract-facts';
import { centred, paragraph, strong, text, title } from '../blocks.ts';
import { formatDate } from '../dates.ts';
import type { Language } from '../language.ts';
import type { Block } from '../markdown.ts';
import { EXTRACT_TITLES, source } from './common.ts';

const WORDS = {
  id: {
    given: 'diberikan kepada',
    representing: (whom: string) => `mewakili ${whom}`,
    took: (organiser: string, place: string, date: string, minutes: number) =>
      `atas keikutsertaannya dalam acara tersebut di bawah ini, yang diselenggarakan oleh ${organiser} di ${place} pada ${date}, selama ${minutes} menit menurut jurnal acara.`,
    signed: (count: number, numbers: string) =>
      `Dalam acara ini yang bersangkutan menandatangani ${count} perjanjian: ${numbers}.`,
  },
  en: {
    given: 'given to',
    representing: (whom: string) => `representing ${whom}`,
    took: (organiser: string, place: string, date: string, minutes: number) =>
      `for taking part in the ceremony named below, held by ${organiser} at ${place} on ${date}, for ${minutes} minutes according to its ledger.`,
    signed: (count: number, numbers: string) => `At this ceremony the bearer signed ${count} agreements: ${numbers}.`,
  },
} as const;

/** More numbers than this make no certificate more beautiful. */
const MOST_NUMBERS = 12;

/** D83: that somebody took part. */
export const participationBlocks = (facts: ParticipationFacts, language: Language): readonly Block[] => {
  const words = WORDS[language];
  const { signed } = facts;
  const numbers = [...signed.slice(0, MOST_NUMBERS), ...(signed.length > MOST_NUMBERS ? ['…'] : [])].join(', ');
  return [
    title(EXTRACT_TITLES[language].participation),
    centred(text(words.given)),
    title(facts.name),
    centred(
      text([...new Set([facts.position[language], facts.organisation])].filter((part) => part !== '').join(', ')),
    ),
    ...(facts.representing === null ? [] : [centred(text(words.representing(facts.representing[language])))]),
    centred(text(words.took(facts.organiser, facts.place, formatDate(facts.date, language), facts.minutes))),
    centred(strong(facts.title[language])),
    ...(signed.length === 0 ? [] : [paragraph(words.signed(signed.length, numbers))]),
    ...source(facts, language),
  ];
};
