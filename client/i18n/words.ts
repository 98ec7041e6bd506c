import { signal } from '@preact/signals';
import { language, rememberLanguage, type Language } from './language.ts';

/** The same keys with the same shapes, in another language. */
export type WordsOf<Words> = {
  readonly [Key in keyof Words]: Words[Key] extends string
    ? string
    : Words[Key] extends (...given: infer Given) => string
      ? (...given: Given) => string
      : WordsOf<Words[Key]>;
};

/**
 * One area's dictionary. Indonesian is the source of truth, English must have the same keys. Call the result inside a
 * component: it answers in the reader's language and subscribes the component to it.
 */
export const words =
  <Words extends object>(id: Words, en: WordsOf<Words>): (() => WordsOf<Words>) =>
  () =>
    language.value === 'id' ? (id as WordsOf<Words>) : en;

const toLoad: (() => Promise<void>)[] = [];

/**
 * As `words`, for what the first load carries: of the two languages only Indonesian is in it, English comes when it is
 * chosen (`speak`).
 */
export const wordsAtFirst = <Words extends object>(
  id: Words,
  load: () => Promise<WordsOf<Words>>,
): (() => WordsOf<Words>) => {
  const en = signal<WordsOf<Words> | null>(null);
  const bring = async (): Promise<void> => {
    en.value ??= await load();
  };
  toLoad.push(bring);
  return () => {
    if (language.value === 'id') return id as WordsOf<Words>;
    // An area that came after the choice brings its words now; a failure leaves it in Indonesian.
    if (en.value === null) bring().catch(() => undefined);
    return en.value ?? (id as WordsOf<Words>);
  };
};

/**
 * Changes the reader's language, once its words are here: nothing is shown half in one and half in the other. A choice
 * that could not be followed for want of a connection is not remembered, and does not undo the one before.
 */
export const speak = async (chosen: Language): Promise<void> => {
  try {
    if (chosen === 'en') await Promise.all(toLoad.map((load) => load()));
    language.value = chosen;
    rememberLanguage(chosen);
  } catch {
    // The words could not be fetched now; the page stays in the language that it has.
  }
};
