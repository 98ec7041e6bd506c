import { directorEn } from './en/director.ts';
import { directorId } from './id/director.ts';
import { words } from './words.ts';

export const director = words(directorId, directorEn);
