import { joinId } from './id/join.ts';
import { wordsAtFirst } from './words.ts';

export const join = wordsAtFirst(joinId, () => import('./en/join.ts').then((file) => file.joinEn));
