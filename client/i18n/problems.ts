import { signal } from '@preact/signals';
import type { ProblemCode } from '#contract/problems';
import { common } from './common.ts';
import { language, type Language } from './language.ts';

type Sentences = { readonly [code in ProblemCode]: string };

const sentences = { id: signal<Sentences | null>(null), en: signal<Sentences | null>(null) };
const underway = new Set<Language>();

const fetchSentences = async (wanted: Language): Promise<void> => {
  if (underway.has(wanted)) return;
  underway.add(wanted);
  try {
    sentences[wanted].value =
      wanted === 'id' ? (await import('./id/problems.ts')).problemsId : (await import('./en/problems.ts')).problemsEn;
  } catch {
    // Not reached now: the next problem asks again.
    underway.delete(wanted);
  }
};

/** Brings the sentences for all problems, in the reader's language: so that they are there when the connection is not. */
export const loadProblemSentences = (): void => void fetchSentences(language.peek());

/**
 * The sentence for a refusal, in the reader's language; the general one until the sentences are here, and then the
 * component that asked is drawn again.
 */
export const problemSentence = (code: ProblemCode): string => {
  const known = sentences[language.value].value;
  if (known === null) loadProblemSentences();
  return known?.[code] ?? common().someProblem;
};

/** The code of a problem from our own server, which is of the same version; anything else is a fault. */
export const problemCode = (code: unknown): ProblemCode =>
  typeof code === 'string' ? (code as ProblemCode) : 'internal';
