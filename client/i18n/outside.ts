import { outsideEn } from './en/outside.ts';
import { outsideId } from './id/outside.ts';
import { words } from './words.ts';

/** What is said to whoever is not in. */
export const outside = words(outsideId, outsideEn);
