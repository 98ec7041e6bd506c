import { stageId } from './id/stage.ts';
import { wordsAtFirst } from './words.ts';

export const stage = wordsAtFirst(stageId, () => import('./english.ts').then((file) => file.english.stage));
