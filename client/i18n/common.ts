import { commonEn } from './en/common.ts';
import { commonId } from './id/common.ts';
import { words } from './words.ts';

export const common = words(commonId, commonEn);
