import { officerEn } from './en/officer.ts';
import { officerId } from './id/officer.ts';
import { words } from './words.ts';

export const officer = words(officerId, officerEn);
