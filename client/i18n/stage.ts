import { stageEn } from './en/stage.ts';
import { stageId } from './id/stage.ts';
import { words } from './words.ts';

export const stage = words(stageId, stageEn);
