import { language } from './language.ts';

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
