import { commonEn } from './en/common.ts';
import { stageEn } from './en/stage.ts';

/** What the first load says, in English, as one piece: fetched when English is chosen (words.ts). */
export const english = { common: commonEn, stage: stageEn };
