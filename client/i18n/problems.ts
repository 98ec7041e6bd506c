import { PROBLEM_CODES, type ProblemCode } from '#contract/problems';
import { problemsEn } from './en/problems.ts';
import { problemsId } from './id/problems.ts';
import { words } from './words.ts';

const problems = words(problemsId, problemsEn);

/** The sentence for a refusal, in the reader's language. */
export const problemSentence = (code: ProblemCode): string => problems()[code];

const known: ReadonlySet<string> = new Set(PROBLEM_CODES);
/** Whether something from outside is one of our codes. */
export const isProblemCode = (code: unknown): code is ProblemCode => typeof code === 'string' && known.has(code);
