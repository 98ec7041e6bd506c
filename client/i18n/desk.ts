import { deskEn } from './en/desk.ts';
import { deskId } from './id/desk.ts';
import { words } from './words.ts';

export const desk = words(deskId, deskEn);
