import type { AgreementFacts, Bilingual } from '#contract/agreement-facts';

/** A short text in the language of an agreement, or in both of them, one after the other. */
export const inLanguages = ({ id, en }: Bilingual, language: AgreementFacts['language']): string =>
  language === 'id' || id === en ? id : language === 'en' ? en : `${id} / ${en}`;
