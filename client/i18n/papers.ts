import { papersEn } from './en/papers.ts';
import { papersId } from './id/papers.ts';
import { words } from './words.ts';

/** What may be taken away from a ceremony. */
export const papers = words(papersId, papersEn);
