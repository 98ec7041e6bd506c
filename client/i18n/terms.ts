import { termsEn } from './en/terms.ts';
import { termsId } from './id/terms.ts';
import { words } from './words.ts';

/** Names of roles and sectors; apart from `common`, since the first load can do without. */
export const terms = words(termsId, termsEn);
