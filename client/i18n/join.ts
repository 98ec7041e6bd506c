import { joinEn } from './en/join.ts';
import { joinId } from './id/join.ts';
import { words } from './words.ts';

export const join = words(joinId, joinEn);
