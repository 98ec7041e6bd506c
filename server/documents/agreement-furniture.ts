import type { AgreementFacts } from '#contract/agreement-facts';
import { type Language, languagesOf } from './language.ts';
import { type Furniture, shortCode } from './page-furniture.ts';

const WORDS = {
  id: {
    agreement: 'Perjanjian',
    sample: 'CONTOH',
    rehearsal: 'GLADI RESIK',
    unreal: 'CONTOH · bukan perjanjian yang sesungguhnya',
    rehearsed: 'GLADI RESIK · tidak berlaku, tidak mengikat siapa pun',
  },
  en: {
    agreement: 'Agreement',
    sample: 'SAMPLE',
    rehearsal: 'REHEARSAL',
    unreal: 'SAMPLE · not an actual agreement',
    rehearsed: 'REHEARSAL · not valid, binds nobody',
  },
} as const;

/** D7: the parties' numbers, the document's number and code, and what a sample or a rehearsal says of itself on every page. */
export function agreementFurniture(facts: AgreementFacts): Furniture {
  const languages = languagesOf(facts.language);
  const [first = 'id'] = languages;
  const mark = facts.rehearsal ? markWords(languages, 'rehearsal') : facts.sample ? markWords(languages, 'sample') : [];
  return {
    languages,
    title: facts.parties.map((party) => `No. ${party.number}`).join(' · '),
    mark: mark.join(' · '),
    number: `${WORDS[first].agreement} ${facts.number}`,
    footMark: facts.rehearsal || facts.sample ? unreal(facts, first) : '',
    code: shortCode(facts.verifyUrl),
  };
}

const markWords = (languages: readonly Language[], what: 'sample' | 'rehearsal'): readonly string[] => [
  ...new Set([WORDS.id[what], ...languages.map((language) => WORDS[language][what])]),
];

/** What the foot of a page says of a document that is not meant: of a rehearsal first. */
const unreal = ({ rehearsal, sample }: AgreementFacts, language: Language): string => {
  if (!rehearsal) return language === 'id' ? WORDS.id.unreal : `CONTOH · ${WORDS.en.unreal}`;
  const words = language === 'id' ? WORDS.id.rehearsed : `GLADI RESIK · ${WORDS.en.rehearsed}`;
  return sample ? `${words} · CONTOH` : words;
};
