import { commonId } from './id/common.ts';
import { wordsAtFirst } from './words.ts';

export const common = wordsAtFirst(commonId, () => import('./en/common.ts').then((file) => file.commonEn));
