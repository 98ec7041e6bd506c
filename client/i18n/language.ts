import { effect, signal } from '@preact/signals';
import type { Bilingual } from '#contract/agreement-facts';

export const LANGUAGES = ['id', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const REMEMBERED = 'teken.language';

/** The language that the reader chose last time, on this device. */
export const rememberedLanguage = (): Language => {
  try {
    return localStorage.getItem(REMEMBERED) === 'en' ? 'en' : 'id';
  } catch {
    // Storage may be forbidden (private windows, policy): then the choice lasts as long as the page.
    return 'id';
  }
};

/** The reader's language; Indonesian unless they chose otherwise. Changed by `speak` (words.ts). */
export const language = signal<Language>('id');

export const rememberLanguage = (chosen: Language): void => {
  try {
    localStorage.setItem(REMEMBERED, chosen);
  } catch {
    // As above.
  }
};

/** Keeps the document's `lang` in step; called once by main.tsx. */
export const followLanguage = (): (() => void) =>
  effect(() => {
    document.documentElement.lang = language.value;
  });

/** A text that came in both languages, in the reader's. Reading it subscribes the component to the language. */
export const say = (text: Bilingual): string => text[language.value];
