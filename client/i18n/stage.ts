import { stageId } from './id/stage.ts';
import { wordsAtFirst } from './words.ts';

export const stage = wordsAtFirst(stageId, () => import('./en/stage.ts').then((file) => file.stageEn));
