import { signal } from '@preact/signals';
import type { ProblemCode } from '#contract/problems';
import { common } from './common.ts';
import { language, type Language } from './language.ts';

type Sentences = { readonly [language in Language]: { readonly [code in ProblemCode]: string } };

const sentences = signal<Sentences | null>(null);
let underway: Promise<void> | null = null;

const fetchSentences = async (): Promise<void> => {
  try {
    const [id, en] = await Promise.all([import('./id/problems.ts'), import('./en/problems.ts')]);
    sentences.value = { id: id.problemsId, en: en.problemsEn };
  } catch {
    // Not reached now: the next problem asks again.
    underway = null;
  }
};

/** Brings the sentences for all problems. Called early, so that they are there when the connection is not. */
export const loadProblemSentences = (): void => {
  underway ??= fetchSentences();
};

/**
 * The sentence for a refusal, in the reader's language; the general one until the sentences are here, and then the
 * component that asked is drawn again.
 */
export const problemSentence = (code: ProblemCode): string => {
  if (sentences.value === null) loadProblemSentences();
  return sentences.value?.[language.value][code] ?? common().someProblem;
};

/** The code of a problem from our own server, which is of the same version; anything else is a fault. */
export const problemCode = (code: unknown): ProblemCode =>
  typeof code === 'string' ? (code as ProblemCode) : 'internal';
