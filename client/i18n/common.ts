import { commonId } from './id/common.ts';
import { wordsAtFirst } from './words.ts';

export const common = wordsAtFirst(commonId, () => import('./english.ts').then((file) => file.english.common));
