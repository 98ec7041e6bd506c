/** A language that a template has a body in. */
export type Language = 'id' | 'en';

/** D6: Indonesian stands first where there are two. */
export function languagesOf(language: 'id' | 'en' | 'id-en'): readonly Language[] {
  return language === 'id-en' ? ['id', 'en'] : [language];
}

/** As files name it (RFC 3066). */
export const localeOf = (language: Language): string => (language === 'en' ? 'en-GB' : 'id-ID');
